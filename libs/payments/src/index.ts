export * from './port/payment-gateway.js';
