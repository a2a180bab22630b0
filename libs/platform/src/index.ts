export * from './clock/clock.js';
export * from './ids/ids.js';
export * from './promised/promised.js';
export * from './recurring/recurring.js';
export * from './time-zones/time-zones.js';
export * from './vault/vault.js';
