import { IdempotencyKeyReused, type RefundRequest } from '../port/payment-gateway.js';
import type { ChargeAndRefunds } from './sandbox-books.js';

/** @throws IdempotencyKeyReused when a refund that is on the books is not the one that is asked for again. */
export const checkSameRefund = (
  known: Pick<RefundRequest, 'paymentId' | 'amount'>,
  { refundId, paymentId, amount }: RefundRequest,
): void => {
  if (known.paymentId !== paymentId || known.amount !== amount) throw new IdempotencyKeyReused(refundId);
};

type Refundable = Pick<ChargeAndRefunds, 'amount' | 'failure' | 'refunded'>;

/** @throws RangeError when less than the amount is left of the charge, of which nothing is when it never was. */
export const checkRefundable = (charge: Refundable | null, { paymentId, amount }: RefundRequest): void => {
  const left = charge === null || charge.failure !== null ? 0 : charge.amount - charge.refunded;
  if (amount > left) {
    throw new RangeError(
      `${amount} cannot be refunded of ${paymentId}: refund at most the ${left} that are left of it`,
    );
  }
};
