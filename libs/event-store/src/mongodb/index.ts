export * from './mongo-checkpoints.js';
