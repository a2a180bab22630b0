export * from './embedded/sqlite-sandbox-books.js';
export * from './mongodb/mongo-sandbox-books.js';
export * from './sandbox-books.js';
export * from './sandbox-gateway.js';
