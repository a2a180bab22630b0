import { existing, Refusal, seatsTaken, subscriptionDecider, type LocalDate, type SubscriptionCommand } from '#domain';
import { type JobQueue, RetryLater, type Job } from '#jobs';
import { type Clock, dayIn } from '#platform';
import { parkIfRefused } from '../automations/automation.js';
import { type Catalogs } from '../catalog/publish-catalog.js';
import { SYSTEM } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { type People } from '../kernel/people.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type DueIndex, type DueEntry } from './due-index.js';

export const RENEWAL_JOB = 'renew';
const CONCURRENCY = 32;
const PAGE_SIZE = 500;
/** While a payment is open the renewal waits for it; milliseconds of the machine's clock. */
const WAIT_FOR_PAYMENT_MS = 1_000;

/** When a period ends then renew: finds what is due, and renews it, each period once. */
export class Renewals {
  constructor(
    private readonly dueIndex: DueIndex,
    private readonly queue: JobQueue,
    private readonly decisions: Decisions,
    private readonly parts: { readonly people: People; readonly catalogs: Catalogs; readonly clock: Clock },
  ) {}

  work(): void {
    this.queue.work(RENEWAL_JOB, (job) => parkIfRefused(this.renew(job)), { concurrency: CONCURRENCY });
  }

  /** Puts everything that is due now into the queue; what is there already stays as it is. Returns how many. */
  async enqueueDue(): Promise<number> {
    const until = this.parts.clock.now();
    let count = 0;
    let page = await this.dueIndex.due({ until, limit: PAGE_SIZE });
    while (page.length > 0) {
      await this.queue.enqueue(page.map(renewalJob));
      count += page.length;
      const last = page.at(-1);
      page = last === undefined ? [] : await this.dueIndex.due({ until, limit: PAGE_SIZE, after: last });
    }
    return count;
  }

  /** Renews the period that the job names, if it still waits for that, or ends the subscription with it (R48). */
  async renew({ data }: Job): Promise<void> {
    const { subscriptionId, term, k } = data as unknown as Pick<DueEntry, 'subscriptionId' | 'term' | 'k'>;
    const commandId = `renew-${subscriptionId}-${term}-${k}`;
    const { people, catalogs, clock } = this.parts;
    try {
      await this.decisions.decide({
        stream: subscriptionStream(subscriptionId),
        decider: subscriptionDecider,
        command: async (state): Promise<SubscriptionCommand> => {
          if (state.status === 'none')
            throw new Error(`${subscriptionId} is due but has no history: rebuild the read models`);
          const { timeZone, spaceId } = state.account;
          return {
            type: 'RenewSubscription',
            data: {
              today: dayIn(timeZone, clock.now()) as LocalDate,
              catalog: await catalogs.all(),
              seatsTaken: seatsTaken(existing(await people.space(spaceId))),
            },
          };
        },
        context: { commandId, correlationId: commandId, causationId: commandId, actor: SYSTEM },
      });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'payment.pending')
        throw new RetryLater(error.message, WAIT_FOR_PAYMENT_MS);
      throw error;
    }
  }
}

const renewalJob = ({ subscriptionId, term, k }: DueEntry): Job => ({
  id: `renew_${subscriptionId}_${term}_${k}`,
  kind: RENEWAL_JOB,
  data: { subscriptionId, term, k },
});
