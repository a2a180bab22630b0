export * from './embedded/sqlite-vault.js';
export * from './keys/master-key-file.js';
export * from './mongodb/mongo-vault.js';
