import type { CreditNoteIssued, InvoiceIssued, LocalDate, Reduction } from '#domain';
import type { Instant, Position } from '#event-store';
import { Documents, keyPrefix } from '../port/documents.js';

export const INVOICES_VERSION = 2;

/** The outcome of one payment of an invoice. */
export interface InvoicePayment {
  readonly paymentId: string;
  readonly status: 'settled' | 'failed';
  /** Minor units. */
  readonly amount: number;
  readonly at: Instant;
  /** Of a bank transfer: the day on which the bank received it. */
  readonly receivedOn?: LocalDate;
}

/** An invoice or a credit note as it was issued, and what has become of it since, but for refunds. */
export interface InvoiceDocument {
  readonly issued: InvoiceIssued['data'] | CreditNoteIssued['data'];
  /** In the order of their outcomes; a credit note has none. */
  readonly payments: readonly InvoicePayment[];
  /** What credit notes took off an invoice while it was open, by their numbers; of a credit note, off which invoices. */
  readonly reductions: readonly Reduction[];
  /** D16: nobody collects what is left of it any more. */
  readonly isWrittenOff: boolean;
  /** Of the issue: the order of the documents of a subscription. */
  readonly position: Position;
}

/** A payment that was settled before its invoice was issued, kept until that comes. */
export type PaymentDocument = InvoicePayment;

/** Money that goes back because a credit note says so. */
export interface RefundDocument {
  readonly refundId: string;
  readonly subscriptionId: string;
  readonly creditNoteNumber: string;
  /** The payment whose money goes back. */
  readonly paymentId: string;
  /** Minor units. */
  readonly amount: number;
  /** Null while it is under way. */
  readonly settledAt: Instant | null;
  /** Of the request. */
  readonly position: Position;
}

/**
 * By number. `bySubscription` lists all documents of a subscription in the order of issue, `invoiceOfSubscription` the
 * invoices alone.
 */
export const invoices = new Documents<InvoiceDocument>({
  name: 'invoice',
  version: INVOICES_VERSION,
  keys: ({ issued: { kind, subscriptionId }, position }) => {
    const place = `${keyPrefix(subscriptionId)}${position}`;
    return { bySubscription: place, ...(kind === 'invoice' && { invoiceOfSubscription: place }) };
  },
});

/** By payment id. */
export const payments = new Documents<PaymentDocument>({ name: 'payment', version: INVOICES_VERSION });

/** By refund id. */
export const refunds = new Documents<RefundDocument>({
  name: 'refund',
  version: INVOICES_VERSION,
  keys: ({ subscriptionId, position }) => ({ bySubscription: `${keyPrefix(subscriptionId)}${position}` }),
});
