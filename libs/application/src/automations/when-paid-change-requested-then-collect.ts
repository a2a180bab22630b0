import { subscriptionDecider } from '#domain';
import type { Job } from '#jobs';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type PaymentCollector } from '../payments/collect-payment.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

/** D12, D13: an increase was confirmed, so its net is charged. */
export class WhenPaidChangeRequestedThenCollect extends Automation {
  override readonly kind = 'collectChange';

  constructor(
    private readonly decisions: Decisions,
    private readonly collector: PaymentCollector,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'PaidChangeRequested') return [];
    const { subscriptionId, paymentId } = fact.event.data;
    return [jobFor(this.kind, paymentId, fact, { subscriptionId, paymentId })];
  }

  override async run(job: Job): Promise<void> {
    const { state } = await this.decisions.load(subscriptionStream(idIn(job, 'subscriptionId')), subscriptionDecider);
    const pendingPayment = state.status === 'active' ? state.pendingPayment : null;
    if (state.status !== 'active' || pendingPayment?.paymentId !== idIn(job, 'paymentId')) return;
    const { account } = state;
    const { paymentId, bill } = pendingPayment;
    const { subscriptionId, spaceId, organizationId, paymentMethod } = account;
    if (paymentMethod === null) throw new Error(`the change ${paymentId} was requested without a payment method`);
    const { net: amount, currency } = bill;
    await this.collector.collect(
      {
        paymentId,
        subscriptionId,
        spaceId,
        rootId: organizationId ?? spaceId,
        purpose: 'change',
        invoiceNumber: null,
        amount,
        currency,
        paymentMethod,
      },
      causeOf(job),
    );
  }
}
