export * from './append-outcome-unknown.js';
export * from './event-store-unavailable.js';
export * from './event-store-db-store.js';
export type { EventStoreDbOptions } from './settings.js';
