export * from './history.projection.js';
export * from './history.query.js';
