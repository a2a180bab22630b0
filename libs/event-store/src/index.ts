export * from './port/event-store.js';
export * from './port/hash-chain.js';
export * from './port/event-follower.js';
export * from './port/check-append.js';
export * from './port/check-read.js';
export * from './port/checkpoints.js';
