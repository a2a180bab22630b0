export * from './redis-server.mjs';
export * from './servers.js';
