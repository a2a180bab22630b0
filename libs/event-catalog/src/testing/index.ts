export * from './golden-files.js';
export * from './golden-histories.js';
