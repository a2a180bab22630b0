export * from './describe-line.js';
export * from './dictionary.js';
export * from './format-day.js';
export * from './format-money.js';
export * from './language-of.js';
export type { OwnerAction } from './notice-words.js';
export * from './one-line.js';
export * from './totals.js';
export * from './wording.js';
