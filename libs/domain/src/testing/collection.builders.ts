import type {
  PaymentReceived,
  RecordPaymentReceived,
  RenewalRetryRequested,
  RetryRenewalPayment,
  SubscriptionEnded,
  SubscriptionEvent,
  SubscriptionRenewed,
} from '../subscription/index.js';
import { credit, ended, MAY, premium, renewalFailed, renewed, started } from './subscription.builders.js';

const subscriptionId = 'sub_1';
const invoiceNumber = 'FA-2026-000002';

/** Premium for five in May at 62.00: each of its 31 days costs 2.00. */
export const mayOpened = (data: Partial<SubscriptionRenewed['data']> = {}): SubscriptionRenewed =>
  renewed({ unitPrice: 12_40, ...data });

/** May was renewed on its first day and its payment was declined. */
export const pastDue = (): readonly SubscriptionEvent[] => [...started(), mayOpened(), renewalFailed()];

/** The 62.00 of May are paid, at the first try. */
export const mayPaid = (data: Partial<PaymentReceived['data']> = {}): PaymentReceived => ({
  type: 'PaymentReceived',
  data: {
    subscriptionId,
    paymentId: 'pay_may',
    invoiceNumber,
    net: 62_00,
    term: 0,
    k: 1,
    effectiveOn: '2026-05-01',
    ...data,
  },
});

/** The first scheduled try, three days after the renewal day. */
export const retryRequested = (data: Partial<RenewalRetryRequested['data']> = {}): RenewalRetryRequested => ({
  type: 'RenewalRetryRequested',
  data: {
    subscriptionId,
    paymentId: 'pay_retry',
    invoiceNumber,
    cause: 'schedule',
    effectiveOn: '2026-05-04',
    ...data,
  },
});

/** On 8 May nothing is paid yet: 24 days of 2.00 reduce the open invoice, the 14.00 of the first week are written off. */
export const lapsed = (data: Partial<SubscriptionEnded['data']> = {}): SubscriptionEnded =>
  ended({
    reason: 'lapsed',
    effectiveOn: '2026-05-08',
    credit: {
      reason: 'correction',
      currency: 'EUR',
      lines: [credit(premium(5), { period: { start: '2026-05-08', end: MAY.end }, unitPrice: 12_40, amount: -48_00 })],
      net: -48_00,
      reducesOpen: 48_00,
      refunds: [],
    },
    writtenOff: 14_00,
    writtenOffInvoice: invoiceNumber,
    ...data,
  });

export const recordPayment = (data: Partial<RecordPaymentReceived['data']> = {}): RecordPaymentReceived => ({
  type: 'RecordPaymentReceived',
  data: { paymentId: 'pay_may', invoiceNumber, net: 62_00, term: 0, k: 1, today: '2026-05-01', ...data },
});

export const retryRenewal = (data: Partial<RetryRenewalPayment['data']> = {}): RetryRenewalPayment => ({
  type: 'RetryRenewalPayment',
  data: { paymentId: 'pay_retry', today: '2026-05-04', ...data },
});
