export * from './decider.js';
export * from './fraction.js';
export * from './invariant.js';
export * from './local-date.js';
export * from './money.js';
export * from './refusal.js';
export * from './sealed.js';
