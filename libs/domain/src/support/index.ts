export * from './support.decider.js';
