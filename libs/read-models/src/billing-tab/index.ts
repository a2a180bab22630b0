export * from './actions.js';
export * from './billing-tab.query.js';
export * from './billing-tab.shape.js';
