export * from './access.guard.js';
export * from './replay.js';
export * from './rules.js';
export * from './space-rights.js';
