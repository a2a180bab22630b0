export * from './event-store.contract.js';
export * from './test-events.js';
export * from './checkpoints.contract.js';
