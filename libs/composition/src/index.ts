export * from './clock/index.js';
export * from './configuration-refused.js';
export * from './files/index.js';
export * from './ports/index.js';
export * from './process/index.js';
export * from './settings/index.js';
