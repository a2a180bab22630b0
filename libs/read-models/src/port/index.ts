export * from './documents.js';
export * from './due-index.js';
export * from './projection.js';
export * from './read-model-store.js';
export * from './stream-events.js';
