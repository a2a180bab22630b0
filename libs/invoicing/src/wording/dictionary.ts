import type { Cycle, InvoiceKind } from '#domain';
import type { DocumentReason } from '../documents/index.js';
import type { MailKind } from '../mailer/mailer.js';
import type { CreditNoteMailWords, NoticeMailWords, NoticeWords } from './notice-words.js';

/** UNTDID 5305 codes of the ways to owe no VAT that an invoice has to name. */
export type ExemptCategory = 'AE' | 'E' | 'O';

export type InvoiceStatus = 'open' | 'paid' | 'refunded' | 'uncollectible';

/** Why a page cannot be shown to the one who asked for it. */
export type PageProblem = 'notOwner' | 'unknownLink' | 'notFound';

export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

export interface CalendarWords {
  /** January first. */
  readonly months: readonly string[];
  readonly dayOfMonth: (day: number) => string;
  /** Both days are inside. */
  readonly days: (first: string, last: string) => string;
  readonly oneDay: (day: string) => string;
  /** A time of the day in UTC, like `10:00`. */
  readonly at: (day: string, time: string) => string;
}

export interface LineWords {
  readonly seats: (count: number) => string;
  readonly cycle: Readonly<Record<Cycle, string>>;
  readonly unusedDays: string;
  readonly credit: (service: string) => string;
  /** What is credited when the plan of an organization takes the place of a team's own (D2). */
  readonly supersededPlan: string;
  readonly supersededPlanOf: (team: string) => string;
  /** What a seat costs for a whole cycle, under a line that covers only a part of one. */
  readonly prorated: Readonly<Record<Cycle, (price: string) => string>>;
}

export interface TotalsWords {
  readonly total: string;
  readonly beforeTax: string;
  readonly withTax: string;
  readonly tax: (rate: string, base: string) => string;
  readonly exemption: Readonly<Record<ExemptCategory, string>>;
}

export interface DocumentWords {
  readonly kind: Readonly<Record<InvoiceKind, string>>;
  readonly status: Readonly<Record<InvoiceKind, Readonly<Record<InvoiceStatus, string>>>>;
  readonly seller: string;
  readonly buyer: string;
  readonly siren: string;
  readonly vatId: string;
  readonly taxId: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly servicePeriod: string;
  readonly lines: Readonly<Record<InvoiceKind, string>>;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly unitPriceBeforeTax: string;
  readonly amount: string;
  readonly amountBeforeTax: string;
  readonly totals: string;
  readonly paidOn: (day: string) => string;
  readonly amountDue: string;
  readonly reasonTerm: string;
  readonly reason: Readonly<Record<DocumentReason, string>>;
  /** What a credit note says of the one invoice that it corrects, or of several. */
  readonly refersTo: { readonly one: string; readonly several: string };
  /** On an invoice: the credit note that reduced it while it was open. */
  readonly creditedBy: (number: string) => string;
  /** On a credit note: the open invoice that it reduced. */
  readonly deductedFrom: (number: string) => string;
  readonly refundedOn: (day: string) => string;
  readonly leftToRefund: string;
  readonly allInvoices: string;
}

export interface InvoiceMailWords {
  readonly subject: (number: string) => string;
  readonly greeting: (name: string) => string;
  readonly greetingOfNobody: string;
  readonly reason: Readonly<Record<DocumentReason, string>>;
  readonly title: (number: string, issuedOn: string) => string;
  readonly forSpace: (space: string) => string;
  readonly settled: (total: string) => string;
  readonly nothingDue: string;
  readonly collected: string;
  readonly transfer: (due: { readonly total: string; readonly dueOn: string; readonly number: string }) => string;
  readonly due: (total: string, dueOn: string) => string;
  readonly questions: string;
  readonly online: string;
}

export interface PageWords {
  readonly skip: string;
  readonly invoices: { readonly title: string; readonly none: string };
  readonly outbox: {
    readonly title: string;
    readonly none: string;
    readonly choose: string;
    readonly back: string;
    readonly to: string;
    readonly sentAt: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<MailKind, string>>;
    readonly attachments: string;
    readonly bytes: (count: string) => string;
    readonly body: string;
    readonly plainText: string;
  };
  readonly landing: { readonly lead: string };
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly memberId: string;
    readonly hint: string;
    readonly submit: string;
    readonly elsewhere: string;
    readonly again: string;
  };
  readonly contact: string;
  readonly problem: Readonly<Record<PageProblem, ProblemWords>>;
}

/** Everything that is said to people, in one language. A language is complete or it does not compile. */
export interface Dictionary {
  readonly calendar: CalendarWords;
  readonly line: LineWords;
  readonly totals: TotalsWords;
  readonly document: DocumentWords;
  readonly invoiceMail: InvoiceMailWords;
  readonly creditNoteMail: CreditNoteMailWords;
  readonly noticeMail: NoticeMailWords;
  readonly notices: NoticeWords;
  readonly page: PageWords;
}
