export * from './caller.js';
export * from './rate-limit.js';
export * from './tokens.js';
