import { type Job, type JobQueue } from '#jobs';
import { type Clock } from '#platform';
import { type DueEntry, type DueIndex } from './due-index.js';

export const DUE_JOB = 'due';
const PAGE_SIZE = 500;

/** Finds what is due, and puts it into the queue. Whether it happens is decided by the one who works the job. */
export class DueJobs {
  constructor(
    private readonly dueIndex: DueIndex,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Puts everything that is due now into the queue; what is there already stays as it is. Returns how many. */
  async enqueueDue(): Promise<number> {
    const until = this.clock.now();
    let count = 0;
    let page = await this.dueIndex.due({ until, limit: PAGE_SIZE });
    while (page.length > 0) {
      await this.queue.enqueue(page.map(dueJob));
      count += page.length;
      const last = page.at(-1);
      page = last === undefined ? [] : await this.dueIndex.due({ until, limit: PAGE_SIZE, after: last });
    }
    return count;
  }
}

const dueJob = ({ subscriptionId, what, step }: DueEntry): Job => ({
  id: `${step}_${subscriptionId}`,
  kind: DUE_JOB,
  data: { subscriptionId, what, step },
});
