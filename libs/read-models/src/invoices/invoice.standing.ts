import { sum, type CreditNoteIssued } from '#domain';
import type { Instant } from '#event-store';
import type { InvoiceDocument, RefundDocument } from './invoice.document.js';

export type InvoiceStatus = 'open' | 'paid' | 'refunded' | 'uncollectible';

/** Money that went, or is to go, back. */
export interface InvoiceRefund extends Pick<RefundDocument, 'paymentId' | 'amount'> {
  readonly creditNoteNumber: string;
  /** Null while it is under way. */
  readonly settledAt: Instant | null;
}

/** What has become of a document. */
export interface InvoiceStanding {
  /** Minor units that are still to be paid; of a credit note none, whatever is still to be refunded. */
  readonly amountDue: number;
  readonly status: InvoiceStatus;
  readonly refunds: readonly InvoiceRefund[];
}

const totalOf = (parts: readonly { readonly amount: number }[]): number => sum(parts.map(({ amount }) => amount));

const settledIn = (refunds: readonly InvoiceRefund[]): number =>
  totalOf(refunds.filter(({ settledAt }) => settledAt !== null));

/** Open while money is under way, refunded when it is back, and paid when all of it went into an open invoice. */
const ofCreditNote = (issued: CreditNoteIssued['data'], known: readonly RefundDocument[]): InvoiceStanding => {
  const { number: creditNoteNumber } = issued;
  const refunds = issued.refunds.map(({ paymentId, amount }): InvoiceRefund => {
    const refund = known.find((one) => one.creditNoteNumber === creditNoteNumber && one.paymentId === paymentId);
    return { creditNoteNumber, paymentId, amount, settledAt: refund?.settledAt ?? null };
  });
  if (refunds.length === 0) return { amountDue: 0, status: 'paid', refunds };
  const isBack = refunds.every(({ settledAt }) => settledAt !== null);
  return { amountDue: 0, status: isBack ? 'refunded' : 'open', refunds };
};

const ofInvoice = (
  { issued, payments, reductions, isWrittenOff }: InvoiceDocument,
  known: readonly RefundDocument[],
): InvoiceStanding => {
  const settled = payments.filter(({ status }) => status === 'settled');
  const paid = totalOf(settled);
  const refunds = known.filter((refund) => settled.some(({ paymentId }) => paymentId === refund.paymentId));
  const amountDue = Math.max(issued.total - totalOf(reductions) - paid, 0);
  if (amountDue > 0) return { amountDue, status: isWrittenOff ? 'uncollectible' : 'open', refunds };
  return { amountDue, status: paid > 0 && settledIn(refunds) >= paid ? 'refunded' : 'paid', refunds };
};

/** @param known all refunds of the subscription: they say which payment goes back, not which invoice that paid. */
export const standingOf = (document: InvoiceDocument, known: readonly RefundDocument[]): InvoiceStanding =>
  'corrects' in document.issued ? ofCreditNote(document.issued, known) : ofInvoice(document, known);
