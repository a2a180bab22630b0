export * from './health-server.js';
export * from './prepare-store.js';
export * from './run-process.js';
export * from './separate-processes.js';
export * from './started-on.js';
