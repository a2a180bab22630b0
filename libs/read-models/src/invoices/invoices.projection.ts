import type {
  BankPaymentRecorded,
  CreditNoteIssued,
  InvoiceIssued,
  PaymentFailed,
  PaymentSettled,
  Reduction,
  RefundRequested,
  RefundSettled,
  SubscriptionEnded,
} from '#domain';
import type { RecordedEvent } from '#event-store';
import type { Projection, ProjectedEvent, Update } from '../port/projection.js';
import { eventOf } from '../port/stream-events.js';
import {
  invoices,
  INVOICES_VERSION,
  payments,
  refunds,
  type InvoiceDocument,
  type InvoicePayment,
  type PaymentDocument,
  type RefundDocument,
} from './invoice.document.js';

/** Events that must have come before another have not: nothing is guessed, somebody must look. */
export class EventsOutOfOrder extends Error {
  readonly code = 'read_models.events_out_of_order';
  constructor(what: string) {
    super(`${what}: rebuild the projection, and verify the streams if it happens again`);
    this.name = new.target.name;
  }
}

const documentOf = (
  issued: InvoiceDocument['issued'],
  { position }: RecordedEvent,
  rest: Partial<InvoiceDocument> = {},
): InvoiceDocument => ({ issued, payments: [], reductions: [], isWrittenOff: false, position, ...rest });

/** A start or a change is paid before its invoice is issued; a renewal, or nothing at all, is paid from then on. */
const issue = ({ data: issued }: InvoiceIssued, recorded: RecordedEvent): Update => {
  const { number, paymentId } = issued;
  if (paymentId === null) return invoices.update(number, (before) => before ?? documentOf(issued, recorded));
  return invoices.updateWith(number, { from: payments, id: paymentId }, (before, payment) => {
    if (before !== null) return before;
    if (payment === null) throw new EventsOutOfOrder(`invoice ${number} came before its payment ${paymentId}`);
    return documentOf(issued, recorded, { payments: [payment] });
  });
};

/** The change of an invoice that an event is about, which stands already. */
const updateIssued = (number: string, what: string, change: (invoice: InvoiceDocument) => InvoiceDocument): Update =>
  invoices.update(number, (invoice) => {
    if (invoice === null) throw new EventsOutOfOrder(`${what} came before its invoice ${number}`);
    return change(invoice);
  });

const reducedBy = (invoice: InvoiceDocument, reduction: Reduction): InvoiceDocument => {
  const isKnown = invoice.reductions.some(({ number }) => number === reduction.number);
  return isKnown ? invoice : { ...invoice, reductions: [...invoice.reductions, reduction] };
};

const credit = ({ data: issued }: CreditNoteIssued, recorded: RecordedEvent): readonly Update[] => {
  const { number: creditNote, reductions } = issued;
  return [
    invoices.update(creditNote, (before) => before ?? documentOf(issued, recorded, { reductions })),
    ...reductions.map(({ number, amount }) =>
      updateIssued(number, `credit note ${creditNote}`, (invoice) =>
        reducedBy(invoice, { number: creditNote, amount }),
      ),
    ),
  ];
};

const withPayment = (number: string, payment: InvoicePayment): Update =>
  updateIssued(number, `payment ${payment.paymentId}`, (invoice) => {
    const isKnown = invoice.payments.some(({ paymentId }) => paymentId === payment.paymentId);
    return isKnown ? invoice : { ...invoice, payments: [...invoice.payments, payment] };
  });

const outcome = ({ type, data }: PaymentSettled | PaymentFailed, { metadata }: RecordedEvent): readonly Update[] => {
  const { paymentId, invoiceNumber, amount } = data;
  const status = type === 'PaymentSettled' ? 'settled' : 'failed';
  const payment: InvoicePayment = { paymentId, status, amount, at: metadata.recordedAt };
  if (invoiceNumber !== null) return [withPayment(invoiceNumber, payment)];
  // A failed start or change makes nothing due, so there will be no invoice.
  if (status === 'failed') return [];
  return [payments.update(paymentId, (before): PaymentDocument => before ?? payment)];
};

const bankPayment = ({ data }: BankPaymentRecorded, { metadata }: RecordedEvent): Update => {
  const { paymentId, amount, receivedOn, invoiceNumber } = data;
  return withPayment(invoiceNumber, { paymentId, status: 'settled', amount, at: metadata.recordedAt, receivedOn });
};

const refundRequested = ({ data }: RefundRequested, { position }: RecordedEvent): Update => {
  const { refundId, subscriptionId, creditNoteNumber, paymentId, amount } = data;
  const asked = { refundId, subscriptionId, creditNoteNumber, paymentId, amount, settledAt: null, position };
  return refunds.update(refundId, (before): RefundDocument => before ?? asked);
};

const refundSettled = ({ data: { refundId } }: RefundSettled, { metadata }: RecordedEvent): Update =>
  refunds.update(refundId, (before): RefundDocument => {
    if (before === null) throw new EventsOutOfOrder(`refund ${refundId} was settled before it was requested`);
    return before.settledAt === null ? { ...before, settledAt: metadata.recordedAt } : before;
  });

/** D16: what nobody collects any more. */
const writeOff = ({ data: { writtenOffInvoice, subscriptionId } }: SubscriptionEnded): readonly Update[] => {
  if (writtenOffInvoice === null) return [];
  return [
    updateIssued(writtenOffInvoice, `the end of ${subscriptionId}`, (invoice) =>
      invoice.isWrittenOff ? invoice : { ...invoice, isWrittenOff: true },
    ),
  ];
};

const fromSeries = (projected: ProjectedEvent): readonly Update[] => {
  const event = eventOf('invoiceSeries', projected);
  if (event === null) return [];
  return event.type === 'InvoiceIssued' ? [issue(event, projected.recorded)] : credit(event, projected.recorded);
};

const fromPayment = (projected: ProjectedEvent): readonly Update[] => {
  const event = eventOf('payment', projected);
  switch (event?.type) {
    case 'PaymentSettled':
    case 'PaymentFailed':
      return outcome(event, projected.recorded);
    case 'BankPaymentRecorded':
      return [bankPayment(event, projected.recorded)];
    case 'RefundRequested':
      return [refundRequested(event, projected.recorded)];
    case 'RefundSettled':
      return [refundSettled(event, projected.recorded)];
    case 'PaymentRequested':
    case undefined:
      return [];
  }
};

const fromSubscription = (projected: ProjectedEvent): readonly Update[] => {
  const event = eventOf('subscription', projected);
  return event?.type === 'SubscriptionEnded' ? writeOff(event) : [];
};

/** The invoices page behind the e-mail's link, and the latest invoice on the billing tab. */
export const invoicesProjection: Projection = {
  name: 'invoices',
  version: INVOICES_VERSION,
  collections: [invoices.collection, payments.collection, refunds.collection],
  project: (projected) => [...fromSeries(projected), ...fromPayment(projected), ...fromSubscription(projected)],
};
