import type { PaymentReceived } from '../subscription/collection.events.js';
import type { SubscriptionEvent, SubscriptionRenewed } from '../subscription/subscription.events.js';
import type { TrialConverted } from '../subscription/trial.events.js';
import { renewed } from './subscription.builders.js';

/** The invoice of May is paid: 67.45. */
export const paymentReceived = (data: Partial<PaymentReceived['data']> = {}): PaymentReceived => ({
  type: 'PaymentReceived',
  data: {
    subscriptionId: 'sub_1',
    paymentId: 'pay_may',
    invoiceNumber: 'FA-2026-000002',
    net: 67_45,
    term: 0,
    k: 1,
    effectiveOn: '2026-05-01',
    ...data,
  },
});

/** The whole invoice of a period is paid on its first day. */
export const paymentFor = (
  { data: { bill, term, k, effectiveOn } }: SubscriptionRenewed | TrialConverted,
  paymentId = 'pay_may',
): PaymentReceived => paymentReceived({ paymentId, net: bill.net, term: term.index, k, effectiveOn });

/** A renewal, and the payment without which nothing else changes. */
export const renewedAndPaid = (
  data: Partial<SubscriptionRenewed['data']> = {},
): readonly [SubscriptionRenewed, PaymentReceived] => {
  const renewal = renewed(data);
  return [renewal, paymentFor(renewal)];
};

export const isRenewal = (event: SubscriptionEvent): event is SubscriptionRenewed =>
  event.type === 'SubscriptionRenewed';
