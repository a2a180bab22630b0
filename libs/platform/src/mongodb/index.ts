export type { ClientSession, Collection, Db } from 'mongodb';
export * from './error-codes.js';
export * from './mongo.js';
export { REPEAT_FOR_MS } from './repeating.js';
