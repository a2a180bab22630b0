export * from './catalog.builders.js';
export * from './coverage.builders.js';
export * from './decider-spec.js';
export * from './document.builders.js';
export * from './people.js';
export * from './space.builders.js';
export * from './subscription.builders.js';
export * from './subscription.commands.js';
