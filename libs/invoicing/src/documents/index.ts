export * from './issued-document.js';
