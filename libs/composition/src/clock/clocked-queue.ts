import { type AttemptedJob, ForwardingQueue, type JobHandler, type JobQueue, type WorkOptions } from '#jobs';

/** The queue of a process whose test clock others move: each job is done at the time that the clock shows by then. */
export class ClockedQueue extends ForwardingQueue {
  constructor(
    queue: JobQueue,
    private readonly catchUp: () => Promise<void>,
  ) {
    super(queue);
  }

  override work(kind: string, handler: JobHandler, options: WorkOptions): void {
    const clocked = async (job: AttemptedJob): Promise<void> => {
      await this.catchUp();
      await handler(job);
    };
    super.work(kind, clocked, options);
  }
}
