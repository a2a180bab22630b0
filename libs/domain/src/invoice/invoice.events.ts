import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';
import type { BillLine, BillReason } from '../subscription/bill.js';
import type { CreditReason } from '../subscription/credit.js';
import type { Fund } from '../subscription/funds.js';
import type { Locale } from '../subscription/owner.events.js';

export type InvoiceKind = 'invoice' | 'creditNote';

/** The seller, as printed. Public facts of a company, so not sealed. */
export interface Seller {
  readonly name: string;
  readonly legalForm: string | null;
  readonly address: {
    readonly line1: string;
    readonly line2: string | null;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly siren: string | null;
  readonly vatId: string | null;
  readonly email: string | null;
}

export interface InvoiceLine extends BillLine {
  /** As printed, in the invoice's language. */
  readonly description: string;
}

export interface InvoiceTax {
  readonly category: string;
  /** Basis points: 2000 is 20 %. */
  readonly rate: number;
  readonly base: number;
  readonly amount: number;
}

/** An issued invoice: everything printed on it is frozen here (D18). Corrections are credit notes. */
export interface InvoiceIssued {
  readonly type: 'InvoiceIssued';
  readonly data: {
    readonly number: string;
    /** `period:{subscription}:{term}:{k}` or `change:{eventId}`: no two invoices share it. */
    readonly key: string;
    readonly kind: InvoiceKind;
    readonly issuer: string;
    readonly reason: BillReason;
    /** A day in the issuer's time zone; never before the invoice before it in the series. */
    readonly issuedOn: LocalDate;
    readonly dueOn: LocalDate;
    readonly currency: Currency;
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly rootId: string;
    readonly language: Locale;
    readonly seller: Seller;
    /** The billing details of that moment, under the invoice's own key. */
    readonly buyer: Sealed;
    readonly lines: readonly InvoiceLine[];
    readonly net: number;
    readonly taxes: readonly InvoiceTax[];
    readonly total: number;
    /** The payment that had settled it before it was issued; null when it is collected afterwards. */
    readonly paymentId: string | null;
  };
}

/** What a credit note takes off an invoice that is still open. */
export interface Reduction {
  /** Of the invoice. */
  readonly number: string;
  /** Minor units, greater than zero. */
  readonly amount: number;
}

/** An issued credit note: it refers to the invoices that it corrects, and everything printed on it is frozen here. */
export interface CreditNoteIssued {
  readonly type: 'CreditNoteIssued';
  readonly data: Omit<InvoiceIssued['data'], 'reason' | 'dueOn' | 'paymentId'> & {
    /** `credit:{eventId}`: no two credit notes share it. Net and total are negative, like the lines. */
    readonly key: string;
    readonly reason: CreditReason;
    /** The numbers of the invoices that it refers to, in the order of their issue. */
    readonly corrects: readonly string[];
    /** Minor units by which the open ones of them are reduced: together the amounts of `reductions`. */
    readonly reducesOpen: number;
    readonly reductions: readonly Reduction[];
    /** What goes back to which payment. */
    readonly refunds: readonly Fund[];
  };
}

export type InvoiceEvent = InvoiceIssued | CreditNoteIssued;
