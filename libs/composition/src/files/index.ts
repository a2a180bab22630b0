export * from './catalog-file.js';
export * from './files.js';
export * from './issuer-file.js';
