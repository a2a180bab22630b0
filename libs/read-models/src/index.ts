export * from './port/read-model-store.js';
