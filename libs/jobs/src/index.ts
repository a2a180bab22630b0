export * from './port/forwarding-queue.js';
export * from './port/job-queue.js';
export * from './port/retry.js';
