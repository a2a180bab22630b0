export * from './client/index.js';
export * from './project-root.js';
export * from './start.js';
