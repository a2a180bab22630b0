import type { LocalDate } from '../kernel/local-date.js';
import type { RenewalPaymentFailed } from './subscription.events.js';
import { countsFrom, type Subscription } from './subscription.state.js';

export interface RecordRenewalFailure {
  readonly type: 'RecordRenewalFailure';
  readonly data: {
    readonly paymentId: string;
    readonly invoiceNumber: string;
    readonly reason: string;
    /** The day in the subscription's time zone. */
    readonly today: LocalDate;
  };
}

/** D16: the subscription becomes past due. Heard twice, it is recorded once. */
export const recordRenewalFailure = (
  { data }: RecordRenewalFailure,
  state: Subscription,
): readonly RenewalPaymentFailed[] => {
  if (state.status !== 'active' || state.pastDue?.paymentId === data.paymentId) return [];
  const { paymentId, invoiceNumber, reason, today } = data;
  const { subscriptionId } = state.account;
  const effectiveOn = countsFrom(state, today);
  return [{ type: 'RenewalPaymentFailed', data: { subscriptionId, paymentId, invoiceNumber, reason, effectiveOn } }];
};
