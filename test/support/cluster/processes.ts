export * from './cluster-books.js';
export * from './population.js';
export * from './process-cluster.js';
export * from './random.js';
