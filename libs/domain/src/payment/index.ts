export * from './payment.decider.js';
export * from './payment.events.js';
