export * from './database.js';
export * from './statement.js';
