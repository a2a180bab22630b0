export * from './codec.js';
export * from './events.js';
export * from './invalid-event.js';
export { CURRENT_VERSION, EVENTS, type Events } from './registry.js';
export * from './schemas/index.js';
export * from './shape.js';
export * from './unknown-event.js';
export * from './validation.js';
