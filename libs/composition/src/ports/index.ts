export * from './data-lock.js';
export * from './operator-settings.js';
export * from './ports.js';
export * from './read-model-due-index.js';
