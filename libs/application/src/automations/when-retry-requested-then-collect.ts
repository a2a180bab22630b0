import { subscriptionDecider } from '#domain';
import type { Job } from '#jobs';
import { type IssuedInvoices } from '../invoices/issued-invoices.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type PaymentCollector } from '../payments/collect-payment.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

/** D16: the open invoice of a renewal is charged once more, with the card that is on file now. */
export class WhenRetryRequestedThenCollect extends Automation {
  override readonly kind = 'retryRenewal';

  constructor(
    private readonly decisions: Decisions,
    private readonly collector: PaymentCollector,
    private readonly invoices: IssuedInvoices,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'RenewalRetryRequested') return [];
    const { subscriptionId, paymentId, invoiceNumber } = fact.event.data;
    return [jobFor(this.kind, paymentId, fact, { subscriptionId, paymentId, invoiceNumber })];
  }

  override async run(job: Job): Promise<void> {
    const paymentId = idIn(job, 'paymentId');
    const { state } = await this.decisions.load(subscriptionStream(idIn(job, 'subscriptionId')), subscriptionDecider);
    // Another retry, or none, is open by now: this one has its outcome.
    if (state.status !== 'active' || state.pastDue?.retry?.paymentId !== paymentId) return;
    const invoice = await this.invoices.get(idIn(job, 'invoiceNumber'));
    const { paymentMethod } = state.account;
    if (paymentMethod === null) throw new Error(`${invoice.number} cannot be collected: there is no payment method`);
    const { subscriptionId, spaceId, rootId, number: invoiceNumber, total: amount, currency } = invoice;
    await this.collector.collect(
      {
        ...{ paymentId, subscriptionId, spaceId, rootId, purpose: 'renewal' },
        ...{ invoiceNumber, amount, currency, paymentMethod },
      },
      causeOf(job),
    );
  }
}
