export * from './payment-gateway.contract.js';
export * from './moves-money-once.property.js';
export * from './sandbox-gateway.suite.js';
