export * from './own-redis.js';
export * from './redis-server.mjs';
export * from './servers.js';
