export * from './administrators.js';
export * from './create-space.js';
export * from './members.js';
export * from './membership.js';
