import {
  type AttemptedJob,
  type Job,
  type JobCounts,
  JobQueue,
  type JobHandler,
  type ParkedJob,
  type WorkOptions,
} from '#jobs';

/** The queue of a process whose test clock others move: each job is done at the time that the clock shows by then. */
export class ClockedQueue extends JobQueue {
  constructor(
    private readonly queue: JobQueue,
    private readonly catchUp: () => Promise<void>,
  ) {
    super();
  }

  override enqueue(jobs: readonly Job[]): Promise<void> {
    return this.queue.enqueue(jobs);
  }

  override work(kind: string, handler: JobHandler, options: WorkOptions): void {
    const clocked = async (job: AttemptedJob): Promise<void> => {
      await this.catchUp();
      await handler(job);
    };
    this.queue.work(kind, clocked, options);
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
