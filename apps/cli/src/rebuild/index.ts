export * from './run-rebuild.js';
