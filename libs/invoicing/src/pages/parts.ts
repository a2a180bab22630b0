import type { InvoiceKind, LocalDate } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { type Markup, markup } from '../markup/markup.js';
import { formatDay, type InvoiceStatus, wordingOf } from '../wording/index.js';

const TONE: Readonly<Record<InvoiceStatus, string>> = {
  open: 'warn',
  paid: 'good',
  refunded: '',
  uncollectible: 'bad',
};

/** The state of an invoice in words; the colour only repeats it. */
export const statusBadge = (kind: InvoiceKind, status: InvoiceStatus, language: Language): Markup =>
  markup`<span class="badge ${TONE[status]}">${wordingOf(language).document.status[kind][status]}</span>`;

export const day = (date: LocalDate, language: Language): Markup =>
  markup`<time datetime="${date}">${formatDay(date, language)}</time>`;

/** The number of a document, leading to it where that is known. */
export const reference = (number: string, byNumber: ((number: string) => string) | undefined): Markup =>
  byNumber === undefined ? markup`${number}` : markup`<a href="${byNumber(number)}">${number}</a>`;

export const mailLink = (email: string): Markup => markup`<a href="mailto:${email}">${email}</a>`;
