export * from './worker.js';
export * from './start-worker.js';
