export * from './sqlite-job-queue.js';
