import { coverageDecider, coverOf } from '#domain';
import type { Job } from '#jobs';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { coverageStream } from '../kernel/streams.js';
import { type PaymentCollector } from '../payments/collect-payment.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

/** R23: an upgrade was confirmed, so its price is charged. */
export class WhenUpgradeRequestedThenCollect extends Automation {
  override readonly kind = 'collectUpgrade';

  constructor(
    private readonly decisions: Decisions,
    private readonly collector: PaymentCollector,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'UpgradeRequested') return [];
    const { spaceId, paymentId, account } = fact.event.data;
    return [jobFor(this.kind, paymentId, fact, { spaceId, paymentId, rootId: account.organizationId ?? spaceId })];
  }

  override async run(job: Job): Promise<void> {
    const rootId = idIn(job, 'rootId');
    const coverage = await this.decisions.load(coverageStream(rootId), coverageDecider);
    const request = coverOf(coverage.state, idIn(job, 'spaceId'))?.request;
    if (!request || request.paymentId !== idIn(job, 'paymentId')) return;
    const { subscriptionId, spaceId, paymentId, bill, account } = request;
    const { paymentMethod } = account;
    if (paymentMethod === null) throw new Error(`the upgrade ${paymentId} was requested without a payment method`);
    const { net: amount, currency } = bill;
    await this.collector.collect(
      {
        paymentId,
        subscriptionId,
        spaceId,
        rootId,
        purpose: 'start',
        invoiceNumber: null,
        amount,
        currency,
        paymentMethod,
      },
      causeOf(job),
    );
  }
}
