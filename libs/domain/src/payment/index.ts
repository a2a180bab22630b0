export * from './bank-payment.decider.js';
export * from './payment.decider.js';
export * from './payment.events.js';
export * from './refund.decider.js';
