export * from './duplicate-event-id.js';
export * from './sqlite-event-store.js';
export * from './sqlite-checkpoints.js';
