export * from './mongo-stand-in.js';
