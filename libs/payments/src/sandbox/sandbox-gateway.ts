import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type CardDescription,
  type ChargeOutcome,
  type ChargeRequest,
  GatewayTimeout,
  IdempotencyKeyReused,
  PaymentGateway,
  type RefundRequest,
} from '../port/payment-gateway.js';
import type { BookedCharge, SandboxBooks } from './sandbox-books.js';
import { TEST_CARDS } from './test-cards.js';

export const ANSWER_TIMEOUT_MS = 10_000;

/** A charge as the sandbox's own books show it. */
export interface SandboxCharge extends ChargeRequest {
  readonly outcome: ChargeOutcome;
  /** Minor units. */
  readonly refunded: number;
}

export interface SandboxOptions {
  /** How long a charge whose answer is lost keeps its caller waiting. Default `ANSWER_TIMEOUT_MS`. */
  readonly answerTimeoutMs?: number;
}

/**
 * A payment provider that moves no money, with documented test cards. What it decided once stands on its books, and
 * whoever asks again is told the same.
 */
export class SandboxGateway extends PaymentGateway {
  readonly #books: SandboxBooks;
  readonly #answerTimeoutMs: number;
  readonly #closing = new AbortController();

  constructor(books: SandboxBooks, { answerTimeoutMs = ANSWER_TIMEOUT_MS }: SandboxOptions = {}) {
    super();
    this.#books = books;
    this.#answerTimeoutMs = answerTimeoutMs;
    // Each caller who waits listens for the closing; many of them are no leak.
    setMaxListeners(0, this.#closing.signal);
  }

  override describe(token: string): Promise<CardDescription | null> {
    return Promise.resolve(TEST_CARDS.get(token)?.shown ?? null);
  }

  override async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    checkAmount(request.amount);
    const { paymentId, customerId, token, amount, currency } = request;
    const card = TEST_CARDS.get(token);
    const { charge, isNew, earlier } = await this.#books.book(
      { paymentId, customerId, token, amount, currency },
      (before) => (card ? card.failureOf(before) : 'unknown_token'),
    );
    checkSameCharge(charge, request);
    const isAnswerLost = isNew && earlier === 0 && card?.losesFirstAnswer === true;
    if (!isAnswerLost) return toOutcome(charge);
    await this.#passDeadline();
    throw new GatewayTimeout(paymentId);
  }

  override async refund(request: RefundRequest): Promise<{ readonly reference: string }> {
    checkAmount(request.amount);
    await this.#books.refund(request);
    return { reference: `sandbox_${request.refundId}` };
  }

  /** Every charge that was ever asked for, in order, declined ones included; all of them are held in memory. */
  async charges(customerId?: string): Promise<readonly SandboxCharge[]> {
    const charges = await this.#books.charges(customerId);
    return charges.map(({ failure, refunded, ...request }) => ({
      ...request,
      outcome: toOutcome({ paymentId: request.paymentId, failure }),
      refunded,
    }));
  }

  /** Callers who still wait for a lost answer get their GatewayTimeout now. */
  override close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  async #passDeadline(): Promise<void> {
    const closed = (): void => undefined;
    await wait(this.#answerTimeoutMs, undefined, { signal: this.#closing.signal }).catch(closed);
  }
}

const checkAmount = (amount: number): void => {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new RangeError(`${amount} is no amount to move: give minor units, a whole number greater than zero`);
  }
};

/** The token may differ: the card was replaced while the answer was missing, and the first card has been charged. */
const checkSameCharge = (known: BookedCharge, { paymentId, customerId, amount, currency }: ChargeRequest): void => {
  const isSame = known.customerId === customerId && known.amount === amount && known.currency === currency;
  if (!isSame) throw new IdempotencyKeyReused(paymentId);
};

const toOutcome = ({ paymentId, failure }: Pick<BookedCharge, 'paymentId' | 'failure'>): ChargeOutcome =>
  failure ? { status: 'failed', reason: failure } : { status: 'succeeded', reference: `sandbox_${paymentId}` };
