export * from './embedded/master-key-file.js';
export * from './embedded/sqlite-vault.js';
