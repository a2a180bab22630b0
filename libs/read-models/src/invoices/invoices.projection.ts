import type { InvoiceIssued, PaymentFailed, PaymentSettled } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { Projection, Update } from '../port/projection.js';
import { eventOf } from '../port/stream-events.js';
import {
  invoices,
  INVOICES_VERSION,
  payments,
  type InvoiceDocument,
  type InvoicePayment,
  type PaymentDocument,
} from './invoice.document.js';

/** Events that must have come before another have not: nothing is guessed, somebody must look. */
export class EventsOutOfOrder extends Error {
  readonly code = 'read_models.events_out_of_order';
  constructor(what: string) {
    super(`${what}: rebuild the projection, and verify the streams if it happens again`);
    this.name = new.target.name;
  }
}

const invoiceWith = (
  { issued, position }: Pick<InvoiceDocument, 'issued' | 'position'>,
  paid: readonly InvoicePayment[],
): InvoiceDocument => {
  const settled = paid.filter(({ status }) => status === 'settled').reduce((sum, { amount }) => sum + amount, 0);
  const amountDue = Math.max(issued.total - settled, 0);
  return { issued, payments: paid, amountDue, status: amountDue === 0 ? 'paid' : 'open', position };
};

/** A start or a change is paid before its invoice is issued; a renewal, or nothing at all, is paid from then on. */
const issue = ({ data: issued }: InvoiceIssued, { position }: RecordedEvent): Update => {
  const { number, paymentId } = issued;
  if (paymentId === null) return invoices.update(number, (before) => before ?? invoiceWith({ issued, position }, []));
  return invoices.updateWith(number, { from: payments, id: paymentId }, (before, payment) => {
    if (before !== null) return before;
    if (payment === null) throw new EventsOutOfOrder(`invoice ${number} came before its payment ${paymentId}`);
    const { status, amount, at } = payment;
    return invoiceWith({ issued, position }, [{ paymentId, status, amount, at }]);
  });
};

const outcome = ({ type, data }: PaymentSettled | PaymentFailed, { metadata }: RecordedEvent): readonly Update[] => {
  const { paymentId, invoiceNumber, amount, currency } = data;
  const status = type === 'PaymentSettled' ? 'settled' : 'failed';
  const payment: InvoicePayment = { paymentId, status, amount, at: metadata.recordedAt };
  if (invoiceNumber !== null)
    return [invoices.update(invoiceNumber, (invoice) => withPayment(invoice, payment, invoiceNumber))];
  // A failed start or change makes nothing due, so there will be no invoice.
  if (status === 'failed') return [];
  return [payments.update(paymentId, (before): PaymentDocument => before ?? { ...payment, currency })];
};

const withPayment = (invoice: InvoiceDocument | null, payment: InvoicePayment, number: string): InvoiceDocument => {
  if (invoice === null) throw new EventsOutOfOrder(`payment ${payment.paymentId} came before its invoice ${number}`);
  const isKnown = invoice.payments.some(({ paymentId }) => paymentId === payment.paymentId);
  return isKnown ? invoice : invoiceWith(invoice, [...invoice.payments, payment]);
};

/** The invoices page behind the e-mail's link, and the latest invoice on the billing tab. */
export const invoicesProjection: Projection = {
  name: 'invoices',
  version: INVOICES_VERSION,
  collections: [invoices.collection, payments.collection],
  project: (projected) => {
    const { recorded } = projected;
    const issued = eventOf('invoiceSeries', projected);
    if (issued?.type === 'InvoiceIssued') return [issue(issued, recorded)];
    const payment = eventOf('payment', projected);
    return payment?.type === 'PaymentSettled' || payment?.type === 'PaymentFailed' ? outcome(payment, recorded) : [];
  },
};
