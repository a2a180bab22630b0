export * from './money.js';
export * from './page.js';
