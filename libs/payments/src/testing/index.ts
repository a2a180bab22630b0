export * from './payment-gateway.contract.js';
