export * from './fields.js';
export * from './instants.js';
export * from './validation.pipe.js';
