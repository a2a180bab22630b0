import type { ChargeRequest, DeclineReason, RefundRequest } from '../port/payment-gateway.js';

/** A charge as it is decided once; without a failure it has succeeded. */
export interface BookedCharge extends ChargeRequest {
  readonly failure: DeclineReason | null;
}

/** A charge with what has been given back of it, in minor units. */
export interface ChargeAndRefunds extends BookedCharge {
  readonly refunded: number;
}

export interface Booking {
  readonly charge: BookedCharge;
  /** Whether this call has decided it; false when it was on the books before. */
  readonly isNew: boolean;
  /** How many charges of the customer with this card were booked before; of a charge that is not new it says nothing. */
  readonly earlier: number;
}

/**
 * Where the sandbox keeps what it has decided, so that an outcome survives a crash of the process that asked for it.
 * Any number of gateways, in any number of processes, may share the books; whoever opened their place closes it.
 */
export abstract class SandboxBooks {
  /**
   * The charge of this payment id, booked now unless it was before. `failureOf` is told how many charges of the customer
   * with this card are on the books; two at once are never told the same number. Durable when it resolves.
   */
  abstract book(request: ChargeRequest, failureOf: (earlier: number) => DeclineReason | null): Promise<Booking>;

  /**
   * Gives back once per refund id. Durable when it resolves.
   * @throws RangeError when it would exceed what is left of the charge; IdempotencyKeyReused.
   */
  abstract refund(request: RefundRequest): Promise<void>;

  /** Every charge that was ever asked for, in order, declined ones included; all of them are held in memory. */
  abstract charges(customerId?: string): Promise<readonly ChargeAndRefunds[]>;
}
