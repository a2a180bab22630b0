import { Refusal, subscriptionDecider, type LocalDate, type Subscription, type SubscriptionCommand } from '#domain';
import { type JobQueue, RetryLater, type Job } from '#jobs';
import { type Clock, dayIn, deriveId } from '#platform';
import { idIn, parkIfRefused } from '../automations/automation.js';
import { SYSTEM } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type DueEntry } from './due-index.js';
import { DUE_JOB } from './due-jobs.js';
import { type RenewalProposals } from './renewal-proposals.js';

const CONCURRENCY = 32;
/** While something stands in the way the step waits for it; milliseconds of the machine's clock. */
const WAIT_MS = 1_000;

/** What passes by itself, so that the step is tried again: an open payment, or another step that comes first. */
const PASSING: ReadonlySet<string> = new Set(['payment.pending', 'payment.past_due', 'subscription.renewal_due']);

type Opened = Exclude<Subscription, { status: 'none' }>;

/** When a day comes then do what is due on it, each thing once. */
export class Renewals {
  constructor(
    private readonly queue: JobQueue,
    private readonly decisions: Decisions,
    private readonly parts: { readonly proposals: RenewalProposals; readonly clock: Clock },
  ) {}

  work(): void {
    this.queue.work(DUE_JOB, (job) => parkIfRefused(this.run(job)), { concurrency: CONCURRENCY });
  }

  /** Does what the job names, if it still waits for that. */
  async run(job: Job): Promise<void> {
    const subscriptionId = idIn(job, 'subscriptionId');
    const step = idIn(job, 'step');
    const commandId = `${step}-${subscriptionId}`;
    try {
      await this.decisions.decide({
        stream: subscriptionStream(subscriptionId),
        decider: subscriptionDecider,
        command: (state) => {
          if (state.status === 'none')
            throw new Error(`${subscriptionId} is due but has no history: rebuild the read models`);
          return this.#command(state, { what: idIn(job, 'what') as DueEntry['what'], step, commandId });
        },
        context: { commandId, correlationId: commandId, causationId: commandId, actor: SYSTEM },
      });
    } catch (error) {
      if (error instanceof Refusal && PASSING.has(error.code)) throw new RetryLater(error.message, WAIT_MS);
      throw error;
    }
  }

  async #command(
    state: Opened,
    { what, step, commandId }: Pick<DueEntry, 'what' | 'step'> & { readonly commandId: string },
  ): Promise<SubscriptionCommand> {
    const { timeZone, subscriptionId } = state.account;
    const today = dayIn(timeZone, this.parts.clock.now()) as LocalDate;
    switch (what) {
      case 'renewal':
        return this.parts.proposals.renewal(state, { today, commandId });
      case 'retry':
        return { type: 'RetryRenewalPayment', data: { today, paymentId: deriveId('pay', subscriptionId, step) } };
      case 'trialEnding':
        // After a long stop the trial may be over: then nothing is left to announce, and its end is what is due.
        return isTrialOver(state, today)
          ? this.parts.proposals.renewal(state, { today, commandId })
          : { type: 'AnnounceTrialEnd', data: { today } };
    }
  }
}

const isTrialOver = (state: Opened, today: LocalDate): boolean =>
  state.status === 'active' && today >= state.current.period.end;
