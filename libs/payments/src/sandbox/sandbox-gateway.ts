import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import {
  type CardDescription,
  type ChargeOutcome,
  type ChargeRequest,
  type DeclineReason,
  GatewayTimeout,
  IdempotencyKeyReused,
  PaymentGateway,
  type RefundRequest,
} from '../port/payment-gateway.js';
import { TEST_CARDS } from './test-cards.js';

export const ANSWER_TIMEOUT_MS = 10_000;

/** A charge without a failure has succeeded. */
const MIGRATIONS = [
  `create table sandbox_charges (
     id integer primary key,
     payment_id text not null unique,
     customer_id text not null,
     token text not null,
     amount integer not null,
     currency text not null,
     failure text
   ) strict;
   create index sandbox_charges_of_customer on sandbox_charges (customer_id, token);
   create table sandbox_refunds (
     refund_id text primary key,
     payment_id text not null references sandbox_charges (payment_id),
     amount integer not null
   ) strict;
   create index sandbox_refunds_of_payment on sandbox_refunds (payment_id);`,
];
const CHARGE_COLUMNS = 'payment_id, customer_id, token, amount, currency, failure';
const SELECT_CHARGE = `select ${CHARGE_COLUMNS} from sandbox_charges where payment_id = ?`;
const INSERT_CHARGE = `insert into sandbox_charges (${CHARGE_COLUMNS}) values (?, ?, ?, ?, ?, ?)`;
const COUNT_EARLIER = 'select count(*) as earlier from sandbox_charges where customer_id = ? and token = ?';
const LIST_CHARGES = `select ${CHARGE_COLUMNS} from sandbox_charges order by id`;
const LIST_CHARGES_OF_CUSTOMER = `select ${CHARGE_COLUMNS} from sandbox_charges where customer_id = ? order by id`;
const SELECT_REFUND = 'select payment_id, amount from sandbox_refunds where refund_id = ?';
const INSERT_REFUND = 'insert into sandbox_refunds (refund_id, payment_id, amount) values (?, ?, ?)';
const SUM_REFUNDS = 'select coalesce(sum(amount), 0) as refunded from sandbox_refunds where payment_id = ?';

interface ChargeRow {
  readonly payment_id: string;
  readonly customer_id: string;
  readonly token: string;
  readonly amount: number;
  readonly currency: string;
  readonly failure: DeclineReason | null;
}

interface Decision {
  readonly outcome: ChargeOutcome;
  readonly isAnswerLost: boolean;
}

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
 * A payment provider that moves no money, with documented test cards. Its books are kept in the database, so that an
 * outcome once decided survives a crash of the process that asked for it. Whoever opened the database closes it.
 */
export class SandboxGateway extends PaymentGateway {
  readonly #database: Database;
  readonly #answerTimeoutMs: number;
  readonly #closing = new AbortController();

  constructor(database: Database, { answerTimeoutMs = ANSWER_TIMEOUT_MS }: SandboxOptions = {}) {
    super();
    this.#database = database;
    this.#answerTimeoutMs = answerTimeoutMs;
    database.migrate('sandbox', MIGRATIONS);
    // Each caller who waits listens for the closing; many of them are no leak.
    setMaxListeners(0, this.#closing.signal);
  }

  override describe(token: string): Promise<CardDescription | null> {
    return Promise.resolve(TEST_CARDS.get(token)?.shown ?? null);
  }

  override async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    checkAmount(request.amount);
    const { outcome, isAnswerLost } = this.#database.transaction(() => this.#decide(request));
    if (!isAnswerLost) return outcome;
    await this.#passDeadline();
    throw new GatewayTimeout(request.paymentId);
  }

  override refund(request: RefundRequest): Promise<{ readonly reference: string }> {
    return promised(() => {
      checkAmount(request.amount);
      this.#database.transaction(() => this.#refundOnce(request));
      return { reference: `sandbox_${request.refundId}` };
    });
  }

  /** Every charge that was ever asked for, in order, declined ones included; all of them are held in memory. */
  charges(customerId?: string): Promise<readonly SandboxCharge[]> {
    return promised(() => {
      const rows =
        customerId === undefined
          ? this.#database.prepare<ChargeRow>(LIST_CHARGES).all()
          : this.#database.prepare<ChargeRow>(LIST_CHARGES_OF_CUSTOMER).all(customerId);
      return rows.map((row) => this.#toCharge(row));
    });
  }

  /** Callers who still wait for a lost answer get their GatewayTimeout now. */
  override close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  #decide(request: ChargeRequest): Decision {
    const known = this.#findCharge(request.paymentId);
    if (known) {
      checkSameCharge(known, request);
      return { outcome: toOutcome(known), isAnswerLost: false };
    }
    const { paymentId, customerId, token, amount, currency } = request;
    const card = TEST_CARDS.get(token);
    const earlier = this.#countEarlier(customerId, token);
    const failure = card ? card.failureOf(earlier) : 'unknown_token';
    this.#database.prepare(INSERT_CHARGE).run(paymentId, customerId, token, amount, currency, failure);
    const isAnswerLost = earlier === 0 && card?.losesFirstAnswer === true;
    return { outcome: toOutcome({ payment_id: paymentId, failure }), isAnswerLost };
  }

  #refundOnce({ refundId, paymentId, amount }: RefundRequest): void {
    const known = this.#database.prepare<Pick<ChargeRow, 'payment_id' | 'amount'>>(SELECT_REFUND).get(refundId);
    if (known) {
      if (known.payment_id !== paymentId || known.amount !== amount) throw new IdempotencyKeyReused(refundId);
      return;
    }
    const left = this.#refundable(paymentId);
    if (amount > left) {
      throw new RangeError(
        `${amount} cannot be refunded of ${paymentId}: refund at most the ${left} that are left of it`,
      );
    }
    this.#database.prepare(INSERT_REFUND).run(refundId, paymentId, amount);
  }

  #refundable(paymentId: string): number {
    const charge = this.#findCharge(paymentId);
    return !charge || charge.failure ? 0 : charge.amount - this.#refunded(paymentId);
  }

  #findCharge(paymentId: string): ChargeRow | undefined {
    return this.#database.prepare<ChargeRow>(SELECT_CHARGE).get(paymentId);
  }

  #countEarlier(customerId: string, token: string): number {
    return this.#database.prepare<{ earlier: number }>(COUNT_EARLIER).get(customerId, token)?.earlier ?? 0;
  }

  #refunded(paymentId: string): number {
    return this.#database.prepare<{ refunded: number }>(SUM_REFUNDS).get(paymentId)?.refunded ?? 0;
  }

  #toCharge(row: ChargeRow): SandboxCharge {
    const { payment_id: paymentId, customer_id: customerId, token, amount, currency } = row;
    const refunded = this.#refunded(paymentId);
    return { paymentId, customerId, token, amount, currency, outcome: toOutcome(row), refunded };
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
const checkSameCharge = (known: ChargeRow, { paymentId, customerId, amount, currency }: ChargeRequest): void => {
  const isSame = known.customer_id === customerId && known.amount === amount && known.currency === currency;
  if (!isSame) throw new IdempotencyKeyReused(paymentId);
};

const toOutcome = ({ payment_id, failure }: Pick<ChargeRow, 'payment_id' | 'failure'>): ChargeOutcome =>
  failure ? { status: 'failed', reason: failure } : { status: 'succeeded', reference: `sandbox_${payment_id}` };
