import { paymentDecider, type PaymentCommand, type PaymentRequested } from '#domain';
import { RetryLater } from '#jobs';
import { GatewayTimeout, type PaymentGateway, type ChargeOutcome } from '#payments';
import { type Vault } from '#platform';
import { systemContext, type CommandContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { paymentStream } from '../kernel/streams.js';
import type { PaymentMethod } from './payers.js';

/** The gateway is asked again so long after it did not answer; milliseconds of the machine's clock. */
export const ASK_AGAIN_MS = 5_000;

type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;

/** Carries on one conversation with the gateway, from wherever it was left, to its outcome. */
export class PaymentCollector {
  constructor(
    private readonly decisions: Decisions,
    private readonly gateway: PaymentGateway,
    private readonly vault: Vault,
  ) {}

  /** Charges once, however often it is asked to. @throws RetryLater when the gateway does not answer in time. */
  async collect(request: PaymentRequested['data'], cause: Cause): Promise<void> {
    const { paymentId } = request;
    const stream = paymentStream(paymentId);
    const { state } = await this.decisions.decide({
      stream,
      decider: paymentDecider,
      command: (): PaymentCommand => ({ type: 'RequestPayment', data: request }),
      context: systemContext(`request-payment-${paymentId}`, cause),
    });
    if (state.status !== 'requested') return;
    const outcome = await this.#charge(state.request);
    await this.decisions.decide({
      stream,
      decider: paymentDecider,
      command: (): PaymentCommand => ({ type: 'RecordPaymentOutcome', data: outcome }),
      context: systemContext(`record-payment-${paymentId}`, cause),
    });
  }

  async #charge({
    paymentId,
    subscriptionId,
    amount,
    currency,
    paymentMethod,
  }: PaymentRequested['data']): Promise<ChargeOutcome> {
    const card = await this.vault.open<PaymentMethod>(paymentMethod);
    // The card of an erased person is gone with its key; without a card there is no payment.
    if (card === null) return { status: 'failed', reason: 'unknown_token' };
    try {
      const { token } = card;
      return await this.gateway.charge({ paymentId, customerId: subscriptionId, token, amount, currency });
    } catch (error) {
      if (error instanceof GatewayTimeout) throw new RetryLater(error.message, ASK_AGAIN_MS);
      throw error;
    }
  }
}
