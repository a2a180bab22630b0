export * from './sandbox-gateway.js';
