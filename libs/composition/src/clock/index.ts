export * from './share-clock.js';
