export * from './bullmq-job-queue.js';
export { RedisUnreachable, RedisUrlRefused } from './redis-errors.js';
