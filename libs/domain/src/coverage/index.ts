export * from './coverage.decider.js';
export * from './coverage.events.js';
export * from './coverage.state.js';
export * from './request-upgrade.js';
export * from './who-is-covered.js';
