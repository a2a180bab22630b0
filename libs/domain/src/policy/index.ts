export * from './acted-for-owner.js';
export * from './claim.js';
export * from './policy.js';
