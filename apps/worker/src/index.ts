export * from './read-model-due-index.js';
export * from './worker.js';
