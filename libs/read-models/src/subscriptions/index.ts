export * from './space-cover.js';
export * from './subscription.document.js';
export * from './subscriptions.projection.js';
