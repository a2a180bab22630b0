export * from './data-lock.js';
export * from './operator-settings.js';
export * from './ports.js';
export * from './read-side.js';
