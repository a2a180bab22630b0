export * from './links.projection.js';
