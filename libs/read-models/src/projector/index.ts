export * from './projection-runner.js';
export * from './projections.js';
export * from './projector.js';
