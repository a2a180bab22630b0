export * from './problems.js';
export * from './written-file.js';
