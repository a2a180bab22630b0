import { invariant, paymentDecider, refundDecider, type RefundCommand, type RefundRequested } from '#domain';
import { RetryLater } from '#jobs';
import { GatewayTimeout, type PaymentGateway } from '#payments';
import { deriveId } from '#platform';
import { systemContext, type CommandContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { paymentStream } from '../kernel/streams.js';
import { ASK_AGAIN_MS } from './collect-payment.js';

type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;

/** The id of the refund of one of the payments that a credit note gives back. */
export const refundOf = (creditNoteNumber: string, index: number): string => deriveId('re', creditNoteNumber, index);

/** Carries on one refund, from wherever it was left, until the money has gone back. */
export class Refunds {
  constructor(
    private readonly decisions: Decisions,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Gives back once, however often it is asked to. What came by bank transfer the gateway cannot give back: such a
   * refund stays requested, for a person to see.
   * @throws RetryLater when the gateway does not answer in time.
   */
  async giveBack(request: RefundRequested['data'], cause: Cause): Promise<void> {
    const { refundId, paymentId, amount } = request;
    const { state } = await this.#decide(refundId, { type: 'RequestRefund', data: request }, cause);
    if (state.status !== 'requested' || !(await this.#wentThroughGateway(paymentId))) return;
    const { reference } = await this.#refund({ refundId, paymentId, amount });
    await this.#decide(refundId, { type: 'RecordRefund', data: { reference } }, cause);
  }

  #decide(refundId: string, command: RefundCommand, cause: Cause) {
    return this.decisions.decide({
      stream: paymentStream(refundId),
      decider: refundDecider,
      command: () => command,
      context: systemContext(`${STEPS[command.type]}-${refundId}`, cause),
    });
  }

  /** A payment by bank transfer stands in the stream of its invoice, and has none of its own. */
  async #wentThroughGateway(paymentId: string): Promise<boolean> {
    const { state } = await this.decisions.load(paymentStream(paymentId), paymentDecider);
    invariant(state.status === 'settled' || state.status === 'none', `${paymentId} was paid, so it can be given back`);
    return state.status === 'settled';
  }

  async #refund(request: Parameters<PaymentGateway['refund']>[0]): Promise<{ readonly reference: string }> {
    try {
      return await this.gateway.refund(request);
    } catch (error) {
      if (error instanceof GatewayTimeout) throw new RetryLater(error.message, ASK_AGAIN_MS);
      throw error;
    }
  }
}

const STEPS: Readonly<Record<RefundCommand['type'], string>> = {
  RequestRefund: 'request-refund',
  RecordRefund: 'record-refund',
};
