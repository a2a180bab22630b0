export * from './codec.js';
export * from './events.js';
