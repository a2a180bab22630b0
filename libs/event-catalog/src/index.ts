export * from './codec.js';
export * from './events.js';
export * from './unknown-event.js';
