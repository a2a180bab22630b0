export * from './event-store-stand-in.js';
export * from './failures.js';
