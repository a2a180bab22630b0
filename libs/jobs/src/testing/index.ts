export * from './job-queue.contract.js';
export { type JobsUnderTest, type QueueSettings } from './jobs.fixture.js';
