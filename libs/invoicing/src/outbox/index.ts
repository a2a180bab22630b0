export * from './disk-outbox.js';
