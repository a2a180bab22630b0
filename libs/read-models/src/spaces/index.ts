export * from './profiles.js';
export * from './space.document.js';
export * from './spaces.projection.js';
export * from './spaces.query.js';
