import type { Currency, InvoiceIssued } from '#domain';
import type { Instant, Position } from '#event-store';
import { Documents, keyPrefix } from '../port/documents.js';

export const INVOICES_VERSION = 1;

/** The outcome of one payment of an invoice. */
export interface InvoicePayment {
  readonly paymentId: string;
  readonly status: 'settled' | 'failed';
  /** Minor units. */
  readonly amount: number;
  readonly at: Instant;
}

/** An invoice as it was issued, and what has been paid of it since. */
export interface InvoiceDocument {
  readonly issued: InvoiceIssued['data'];
  /** In the order of their outcomes. */
  readonly payments: readonly InvoicePayment[];
  /** Minor units that are still to be paid. */
  readonly amountDue: number;
  readonly status: 'open' | 'paid';
  /** Of the issue: the order of the invoices of a subscription. */
  readonly position: Position;
}

/** A payment that was settled before its invoice was issued, kept until that comes. */
export interface PaymentDocument extends InvoicePayment {
  readonly currency: Currency;
}

/** By number. Those of a subscription are listed in the order of issue. */
export const invoices = new Documents<InvoiceDocument>({
  name: 'invoice',
  version: INVOICES_VERSION,
  keys: ({ issued, position }) => ({ bySubscription: `${keyPrefix(issued.subscriptionId)}${position}` }),
});

/** By payment id. */
export const payments = new Documents<PaymentDocument>({ name: 'payment', version: INVOICES_VERSION });
