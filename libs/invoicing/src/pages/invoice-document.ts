import type { Currency, InvoiceKind, InvoiceLine, InvoiceTax, LocalDate, Seller } from '#domain';
import type { Language } from '../mailer/mailer.js';
import type { DocumentReason } from '../documents/index.js';
import type { InvoiceStatus } from '../wording/index.js';

export interface PostalAddress {
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** The billing details that the invoice froze. */
export interface Buyer {
  readonly name: string;
  readonly email: string;
  readonly address: PostalAddress;
  readonly taxId?: string | null | undefined;
  readonly siren?: string | null | undefined;
}

export interface SettledPayment {
  /** Minor units. */
  readonly amount: number;
  readonly settledOn: LocalDate;
}

export interface Reduction {
  /** On a credit note the invoice that it reduced, on an invoice the credit note that did. */
  readonly number: string;
  /** Minor units, positive on both. */
  readonly amount: number;
}

/** An issued invoice or credit note with what has become of it. Amounts are minor units; a credit line is negative. */
export interface InvoiceDocument {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly currency: Currency;
  readonly language: Language;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly lines: readonly InvoiceLine[];
  readonly net: number;
  readonly taxes: readonly InvoiceTax[];
  readonly total: number;
  /** What is left to pay; of a credit note, with either sign, what is left to refund. */
  readonly amountDue: number;
  readonly status: InvoiceStatus;
  readonly payments: readonly SettledPayment[];
  /** What went back to whoever had paid. */
  readonly refunds?: readonly SettledPayment[] | undefined;
  /** How a credit note reduced an invoice that was still open. */
  readonly reductions?: readonly Reduction[] | undefined;
  /** Not shown when it is left out. */
  readonly reason?: DocumentReason | undefined;
  /** Of a credit note: the invoices that it refers to. */
  readonly corrects?: readonly string[] | undefined;
}

/** Where the same invoice is found in other forms. What is left out is not offered. */
export interface InvoiceLinks {
  /** The list that this invoice is in. */
  readonly all?: string | undefined;
  readonly pdf?: string | undefined;
  readonly xml?: string | undefined;
  /** Where the document with a number is shown: an invoice that a credit note names. */
  readonly byNumber?: ((number: string) => string) | undefined;
}
