export * from './api-settings.js';
export * from './checkpoint-barrier.js';
export * from './ports.module.js';
export * from './process-api-settings.js';
export * from './read-barrier.js';
