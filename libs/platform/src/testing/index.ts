export * from './vault.contract.js';
