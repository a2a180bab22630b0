import { type Job, type JobCounts, type JobHandler, JobQueue, type ParkedJob, type WorkOptions } from './job-queue.js';

/** Passes everything on to another queue: whoever extends it says the one thing that is to be otherwise. */
export class ForwardingQueue extends JobQueue {
  constructor(protected readonly queue: JobQueue) {
    super();
  }

  override enqueue(jobs: readonly Job[]): Promise<void> {
    return this.queue.enqueue(jobs);
  }

  override work(kind: string, handler: JobHandler, options: WorkOptions): void {
    this.queue.work(kind, handler, options);
  }

  override generation(): Promise<string> {
    return this.queue.generation();
  }

  override counts(): Promise<JobCounts> {
    return this.queue.counts();
  }

  override parked(): Promise<readonly ParkedJob[]> {
    return this.queue.parked();
  }

  override retryParked(id: string): Promise<boolean> {
    return this.queue.retryParked(id);
  }

  override idle(): Promise<void> {
    return this.queue.idle();
  }

  override close(timeoutMs?: number): Promise<void> {
    return this.queue.close(timeoutMs);
  }
}
