import type { Currency, InvoiceKind, InvoiceLine, InvoiceTax, LocalDate, Seller } from '#domain';
import type { Language } from '../mailer/mailer.js';
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

/** An issued invoice with what has become of it. Amounts are minor units; a credit line is negative. */
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
  readonly amountDue: number;
  readonly status: InvoiceStatus;
  readonly payments: readonly SettledPayment[];
}

/** Where the same invoice is found in other forms. What is left out is not offered. */
export interface InvoiceLinks {
  /** The list that this invoice is in. */
  readonly all?: string | undefined;
  readonly pdf?: string | undefined;
  readonly xml?: string | undefined;
}
