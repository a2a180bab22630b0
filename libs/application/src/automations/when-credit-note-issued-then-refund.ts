import { invariant } from '#domain';
import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import type { Fact } from '../kernel/facts.js';
import { refundOf, type Refunds } from '../payments/refunds.js';
import { Automation, causeOf, eventNamed, jobFor } from './automation.js';

/** A credit goes back to the payments that the days were paid with, each in a refund of its own (RULES section 9). */
export class WhenCreditNoteIssuedThenRefund extends Automation {
  override readonly kind = 'refund';

  constructor(
    private readonly store: EventStore,
    private readonly refunds: Refunds,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'CreditNoteIssued') return [];
    const { number, refunds } = fact.event.data;
    const { stream, revision } = fact.recorded;
    return refunds.map((_fund, index) => jobFor(this.kind, refundOf(number, index), fact, { stream, revision, index }));
  }

  override async run(job: Job): Promise<void> {
    const event = await eventNamed(this.store, job);
    if (event.type !== 'CreditNoteIssued')
      throw new Error(`the job ${job.id} names a ${event.type}, not a credit note`);
    const { data } = event;
    const index = Number(job.data['index']);
    const fund = data.refunds[index];
    invariant(fund !== undefined, `the credit note ${data.number} refunds a payment at ${index}`);
    const { number: creditNoteNumber, subscriptionId, spaceId, rootId, currency } = data;
    const refundId = refundOf(creditNoteNumber, index);
    await this.refunds.giveBack(
      { refundId, ...fund, subscriptionId, spaceId, rootId, creditNoteNumber, currency },
      causeOf(job),
    );
  }
}
