export * from './sales.decider.js';
