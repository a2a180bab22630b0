export * from './queries.js';
export * from './reading.js';
