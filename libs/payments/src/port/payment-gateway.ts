/** The port to the payment provider. Every adapter passes `describePaymentGatewayContract`. */

export interface ChargeRequest {
  /** The idempotency key: however often a payment id is charged, money moves once and the outcome is the same. */
  readonly paymentId: string;
  /** Whose card it is: the subscription. */
  readonly customerId: string;
  readonly token: string;
  /** Minor units, greater than zero. */
  readonly amount: number;
  readonly currency: string;
}

export type DeclineReason = 'declined' | 'insufficient_funds' | 'unknown_token';

export type ChargeOutcome =
  | { readonly status: 'succeeded'; readonly reference: string }
  | { readonly status: 'failed'; readonly reason: DeclineReason };

export interface RefundRequest {
  /** The idempotency key. */
  readonly refundId: string;
  /** The payment whose money goes back. */
  readonly paymentId: string;
  /** Minor units, greater than zero, with the other refunds of that payment at most its amount. */
  readonly amount: number;
}

export interface CardDescription {
  readonly brand: string;
  readonly lastFour: string;
}

/** No answer in time. The outcome is unknown: ask again with the same payment id. */
export class GatewayTimeout extends Error {
  readonly code = 'payments.gateway_timeout';
  constructor(readonly paymentId: string) {
    super(
      `the payment gateway has not answered for ${paymentId}: ` +
        'its outcome is unknown until the same payment is asked for again',
    );
    this.name = new.target.name;
  }
}

/** A payment or refund id came back with another amount, currency, customer or payment: no money was moved for it. */
export class IdempotencyKeyReused extends Error {
  readonly code = 'payments.idempotency_key_reused';
  constructor(readonly key: string) {
    super(`${key} was used before for something else: take a new id for another payment or refund`);
    this.name = new.target.name;
  }
}

export abstract class PaymentGateway {
  /** What may be shown of a card; null when the gateway does not know the token. Moves no money. */
  abstract describe(token: string): Promise<CardDescription | null>;

  /**
   * Charges once per payment id; a repeated call returns the first outcome.
   * @throws GatewayTimeout when there is no answer within the adapter's deadline; IdempotencyKeyReused; RangeError for
   * an amount that is no positive integer.
   */
  abstract charge(request: ChargeRequest): Promise<ChargeOutcome>;

  /**
   * Gives money back, once per refund id.
   * @throws RangeError when it would exceed the payment, of which nothing is left when it failed or never was, or when
   * the amount is no positive integer; IdempotencyKeyReused.
   */
  abstract refund(request: RefundRequest): Promise<{ readonly reference: string }>;

  abstract close(): Promise<void>;
}
