export * from './golden-files.js';
