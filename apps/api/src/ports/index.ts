export * from './api-settings.js';
export * from './ports.module.js';
export * from './read-barrier.js';
