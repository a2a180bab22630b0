import { invariant, subscriptionDecider, type InvoiceIssued } from '#domain';
import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type PaymentCollector } from '../payments/collect-payment.js';
import { firstPaymentOf } from '../payments/first-payment.js';
import { Automation, causeOf, eventNamed, jobFor } from './automation.js';

/** A renewal is charged when its invoice stands; starts and changes were paid before theirs. */
export class WhenInvoiceIssuedThenCollect extends Automation {
  override readonly kind = 'collectRenewal';

  constructor(
    private readonly store: EventStore,
    private readonly decisions: Decisions,
    private readonly collector: PaymentCollector,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'InvoiceIssued' || !isToCollect(fact.event.data)) return [];
    const { stream, revision } = fact.recorded;
    return [jobFor(this.kind, fact.event.data.number, fact, { stream, revision })];
  }

  override async run(job: Job): Promise<void> {
    const event = await eventNamed(this.store, job);
    if (event.type !== 'InvoiceIssued') throw new Error(`the job ${job.id} names a ${event.type}, not an invoice`);
    const { subscriptionId, spaceId, rootId, number, total: amount, currency } = event.data;
    const { state } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    invariant(state.status !== 'none', `${subscriptionId} has an invoice, so it has a history`);
    const { paymentMethod, collection } = state.account;
    // A manual invoice is paid by bank transfer (D7).
    if (collection === 'manual') return;
    if (paymentMethod === null)
      throw new Error(`${number} cannot be collected: ${subscriptionId} has no payment method`);
    await this.collector.collect(
      {
        paymentId: firstPaymentOf(number),
        subscriptionId,
        spaceId,
        rootId,
        purpose: 'renewal',
        invoiceNumber: number,
        amount,
        currency,
        paymentMethod,
      },
      causeOf(job),
    );
  }
}

const isToCollect = ({ kind, paymentId, total }: InvoiceIssued['data']): boolean =>
  kind === 'invoice' && paymentId === null && total > 0;
