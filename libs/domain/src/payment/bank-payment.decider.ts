import type { Decider } from '../kernel/decider.js';
import { invariant } from '../kernel/invariant.js';
import { refuseUnless } from '../kernel/refusal.js';
import type { BankPaymentRecorded } from './payment.events.js';

/** D7: sales staff, or a bank import, say that money for an invoice has come. */
export interface RecordBankPayment {
  readonly type: 'RecordBankPayment';
  readonly data: BankPaymentRecorded['data'] & {
    /** Minor units of the invoice: what all its bank payments together come to at most. */
    readonly invoiceTotal: number;
  };
}

/** What has come by bank transfer for one invoice. */
export interface BankPayments {
  readonly paymentIds: ReadonlySet<string>;
  /** Minor units. */
  readonly received: number;
}

/** The same payment again changes nothing. @throws Refusal `payment.exceeds_due` when more would come than is owed. */
const record = (
  { data: { invoiceTotal, ...payment } }: RecordBankPayment,
  { paymentIds, received }: BankPayments,
): readonly BankPaymentRecorded[] => {
  invariant(payment.amount > 0, `a bank payment brings something, not ${payment.amount}`);
  if (paymentIds.has(payment.paymentId)) return [];
  const due = invoiceTotal - received;
  refuseUnless(payment.amount <= due, 'payment.exceeds_due', { invoiceNumber: payment.invoiceNumber, due });
  return [{ type: 'BankPaymentRecorded', data: payment }];
};

/** The rules of the `payment-{invoice number}` stream: what a bank received for an invoice. */
export const bankPaymentDecider: Decider<BankPayments, RecordBankPayment, BankPaymentRecorded> = {
  initialState: () => ({ paymentIds: new Set(), received: 0 }),
  evolve: ({ paymentIds, received }, { data }) => ({
    paymentIds: new Set([...paymentIds, data.paymentId]),
    received: received + data.amount,
  }),
  decide: record,
};
