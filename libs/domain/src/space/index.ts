export * from './administrators.js';
export * from './create-space.js';
export * from './members.js';
export * from './space.decider.js';
export * from './space.events.js';
export * from './space.state.js';
