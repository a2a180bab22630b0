import type { Currency, InvoiceKind, InvoiceLine, InvoiceTax, LocalDate, Locale, Seller } from '#domain';

/** Why a document was issued, as its reader is told. */
export type DocumentReason = 'start' | 'renewal' | 'change' | 'supersede' | 'correction';

/**
 * Why a credit note was issued. `lapse`: the plan ended because its renewal was never paid, so the days from then on
 * are taken off the invoice (D16).
 */
export type CreditNoteReason = 'change' | 'supersede' | 'lapse' | 'correction';

/** What an invoice and a credit note have in common once they are issued. Everything printed is frozen in it (D18). */
export interface IssuedDocument {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly reason: DocumentReason | CreditNoteReason;
  readonly issuedOn: LocalDate;
  readonly currency: Currency;
  readonly language: Locale;
  readonly seller: Seller;
  /** What a credit note credits is negative. */
  readonly lines: readonly InvoiceLine[];
  /** Minor units, like every amount; of a credit note none is positive. */
  readonly net: number;
  readonly taxes: readonly InvoiceTax[];
  readonly total: number;
  /** The invoices that a credit note refers to. */
  readonly corrects?: readonly string[];
}
