import {
  coverageDecider,
  coverOf,
  paymentDecider,
  subscriptionDecider,
  type CoverageCommand,
  type LocalDate,
  type PaymentFailed,
  type PaymentSettled,
  type SubscriptionCommand,
} from '#domain';
import { decode } from '#event-catalog';
import type { Job } from '#jobs';
import { type Clock, dayIn } from '#platform';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { applyStep } from '../payments/apply-step.js';
import { coverageStream, paymentStream, subscriptionStream } from '../kernel/streams.js';
import { Automation, causeOf, idIn, jobFor, type Cause } from './automation.js';

type PaymentEnded = PaymentSettled | PaymentFailed;

/** D6: what a payment was for happens when it is settled, and does not when it has failed. */
export class WhenPaymentEndedThenApply extends Automation {
  override readonly kind = 'applyPayment';

  constructor(
    private readonly decisions: Decisions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    const { event } = fact;
    if (event.type !== 'PaymentSettled' && event.type !== 'PaymentFailed') return [];
    // A renewal that is paid changes nothing: the period was opened when it was renewed.
    if (event.type === 'PaymentSettled' && event.data.purpose === 'renewal') return [];
    return [jobFor(this.kind, event.data.paymentId, fact, { paymentId: event.data.paymentId })];
  }

  override async run(job: Job): Promise<void> {
    const { recorded } = await this.decisions.load(paymentStream(idIn(job, 'paymentId')), paymentDecider);
    const ended = recorded.map((event) => decode(event)).at(-1);
    if (ended?.type !== 'PaymentSettled' && ended?.type !== 'PaymentFailed') return;
    const cause = causeOf(job);
    if (ended.data.purpose === 'start') return this.#endUpgrade(ended, cause);
    return ended.data.purpose === 'change' ? this.#endChange(ended, cause) : this.#renewalFailed(ended, cause);
  }

  async #endUpgrade(ended: PaymentEnded, cause: Cause): Promise<void> {
    const { paymentId, subscriptionId, spaceId, rootId } = ended.data;
    if (ended.type === 'PaymentSettled') await this.#open(ended, cause);
    await this.decisions.decide({
      stream: coverageStream(rootId),
      decider: coverageDecider,
      command: (): CoverageCommand =>
        ended.type === 'PaymentSettled'
          ? { type: 'CompleteUpgrade', data: { subscriptionId, spaceId } }
          : { type: 'FailUpgrade', data: { subscriptionId, spaceId, paymentId, reason: ended.data.reason } },
      context: systemContext(`end-upgrade-${paymentId}`, cause),
    });
  }

  async #open({ data: { paymentId, spaceId, rootId } }: PaymentSettled, cause: Cause): Promise<void> {
    const { state } = await this.decisions.load(coverageStream(rootId), coverageDecider);
    const request = coverOf(state, spaceId)?.request;
    // No open request of this payment: it was carried out before.
    if (!request || request.paymentId !== paymentId) return;
    const { account, selection, priced, bill } = request;
    await this.decisions.decide({
      stream: subscriptionStream(request.subscriptionId),
      decider: subscriptionDecider,
      command: (): SubscriptionCommand => ({
        type: 'OpenSubscription',
        data: { account, selection, priced, bill, paymentId },
      }),
      context: systemContext(applyStep(paymentId), cause),
    });
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

  async #renewalFailed(ended: PaymentEnded, cause: Cause): Promise<void> {
    const { paymentId, subscriptionId, invoiceNumber } = ended.data;
    if (ended.type !== 'PaymentFailed' || invoiceNumber === null) return;
    const { reason } = ended.data;
    await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: (state): SubscriptionCommand => {
        if (state.status === 'none') throw new Error(`${invoiceNumber} is of ${subscriptionId}, which does not exist`);
        const today = dayIn(state.account.timeZone, this.clock.now()) as LocalDate;
        return { type: 'RecordRenewalFailure', data: { paymentId, invoiceNumber, reason, today } };
      },
      context: systemContext(`renewal-failed-${paymentId}`, cause),
    });
  }
}
