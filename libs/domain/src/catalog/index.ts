export * from './catalog.js';
export * from './catalog.decider.js';
