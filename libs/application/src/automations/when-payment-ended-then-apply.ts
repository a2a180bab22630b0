import {
  coverageDecider,
  coverOf,
  paymentDecider,
  subscriptionDecider,
  type PaymentFailed,
  type PaymentSettled,
  type SubscriptionCommand,
} from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import type { Job } from '#jobs';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { applyStep } from '../payments/apply-step.js';
import { type InvoicePayments } from '../payments/invoice-payments.js';
import { coverageStream, paymentStream, subscriptionStream } from '../kernel/streams.js';
import { type UpgradeCompletion } from '../upgrades/upgrade-completion.js';
import { Automation, causeOf, idIn, jobFor, type Cause } from './automation.js';

type PaymentEnded = PaymentSettled | PaymentFailed;

const isEnd = (event: StoredEvent | undefined): event is PaymentEnded =>
  event?.type === 'PaymentSettled' || event?.type === 'PaymentFailed';

/** D6: what a payment was for happens when it is settled, and does not when it has failed. */
export class WhenPaymentEndedThenApply extends Automation {
  override readonly kind = 'applyPayment';

  constructor(
    private readonly decisions: Decisions,
    private readonly completion: UpgradeCompletion,
    private readonly invoicePayments: InvoicePayments,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (!isEnd(fact.event)) return [];
    const { paymentId } = fact.event.data;
    return [jobFor(this.kind, paymentId, fact, { paymentId })];
  }

  override async run(job: Job): Promise<void> {
    const { recorded } = await this.decisions.load(paymentStream(idIn(job, 'paymentId')), paymentDecider);
    const ended = recorded.map((event) => decode(event)).at(-1);
    if (!isEnd(ended)) return;
    const cause = causeOf(job);
    switch (ended.data.purpose) {
      case 'start':
        return this.#endUpgrade(ended, cause);
      case 'change':
        return this.#endChange(ended, cause);
      case 'renewal':
        return this.invoicePayments.record(ended, cause);
    }
  }

  async #endUpgrade(ended: PaymentEnded, cause: Cause): Promise<void> {
    const { paymentId, spaceId, rootId } = ended.data;
    const { state } = await this.decisions.load(coverageStream(rootId), coverageDecider);
    const request = coverOf(state, spaceId)?.request;
    // No open request of this payment: it was carried out before.
    if (!request || request.paymentId !== paymentId) return;
    if (ended.type === 'PaymentSettled') await this.completion.complete(request, cause);
    else await this.completion.fail(request, ended.data.reason, cause);
  }

  async #endChange(ended: PaymentEnded, cause: Cause): Promise<void> {
    const { paymentId, subscriptionId } = ended.data;
    const command: SubscriptionCommand =
      ended.type === 'PaymentSettled'
        ? { type: 'SettlePaidChange', data: { paymentId } }
        : { type: 'FailPaidChange', data: { paymentId, reason: ended.data.reason } };
    await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: () => command,
      context: systemContext(applyStep(paymentId), cause),
    });
  }
}
