export * from './port/event-store.js';
export * from './port/hash-chain.js';
export * from './port/event-follower.js';
