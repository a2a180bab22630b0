export * from './failed-request.js';
export * from './problem.js';
export * from './problem.filter.js';
export * from './problem-of.js';
