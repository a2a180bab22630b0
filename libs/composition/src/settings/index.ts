export * from '../configuration-refused.js';
export * from './help.js';
export * from './settings.js';
