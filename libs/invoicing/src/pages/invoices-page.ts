import type { Currency, InvoiceKind, LocalDate } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { type Markup, markup } from '../markup/markup.js';
import { formatMoney, type InvoiceStatus, wordingOf } from '../wording/index.js';
import { page } from './page.js';
import { day, statusBadge } from './parts.js';

export interface ListedInvoice {
  readonly number: string;
  /** An invoice unless told. */
  readonly kind?: InvoiceKind | undefined;
  /** Of a credit note: the invoices that it refers to. */
  readonly corrects?: readonly string[] | undefined;
  readonly issuedOn: LocalDate;
  /** Minor units. */
  readonly total: number;
  readonly currency: Currency;
  readonly status: InvoiceStatus;
  readonly href: string;
  readonly pdf?: string | undefined;
  readonly xml?: string | undefined;
}

export interface InvoicesPageModel {
  readonly language: Language;
  readonly spaceName: string;
  /** In any order. */
  readonly invoices: readonly ListedInvoice[];
}

/** All invoices of a subscription by year, the newest first (R59). */
export const invoicesPage = ({ language, spaceName, invoices }: InvoicesPageModel): string => {
  const { invoices: words } = wordingOf(language).page;
  const title = spaceName === '' ? words.title : `${words.title} – ${spaceName}`;
  return page({
    language,
    title,
    content: markup`<h1>${words.title}</h1>
${spaceName !== '' && markup`<p class="lead">${spaceName}</p>\n`}${
      invoices.length === 0
        ? markup`<p class="card none">${words.none}</p>`
        : byYear(invoices).map(([year, ofYear]) => yearSection(year, ofYear, language))
    }`,
  });
};

const byYear = (invoices: readonly ListedInvoice[]): [string, ListedInvoice[]][] => {
  const years = new Map<string, ListedInvoice[]>();
  for (const invoice of [...invoices].sort(newestFirst)) {
    const year = invoice.issuedOn.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), invoice]);
  }
  return [...years];
};

/** Of one day the higher number was issued later. */
const newestFirst = (a: ListedInvoice, b: ListedInvoice): number =>
  compare(b.issuedOn, a.issuedOn) || compare(b.number, a.number);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const yearSection = (year: string, invoices: readonly ListedInvoice[], language: Language): Markup => {
  const hasFiles = invoices.some(({ pdf, xml }) => pdf !== undefined || xml !== undefined);
  return markup`<section class="year" aria-labelledby="year-${year}">
<h2 id="year-${year}">${year}</h2>
<ul class="rows${hasFiles && ' files'}">
${invoices.map((invoice) => listItem(invoice, language))}</ul>
</section>
`;
};

const listItem = (invoice: ListedInvoice, language: Language): Markup => {
  const { number, kind = 'invoice', issuedOn, total, currency, status, href } = invoice;
  const label = wordingOf(language).document.kind[kind];
  return markup`<li>${kind === 'invoice' ? markup`<a class="open" href="${href}"><span class="hidden">${label} </span>${number}</a>` : creditNote(invoice, language)}<span class="date muted">${day(issuedOn, language)}</span>${statusBadge(kind, status, language)}<span class="total number">${formatMoney(total, currency, language)}</span>${files(invoice, label)}</li>\n`;
};

/** Says in the list what it is, for everyone else takes it for an invoice, and of which. */
const creditNote = ({ number, href, corrects = [] }: ListedInvoice, language: Language): Markup => {
  const { kind, refersTo } = wordingOf(language).document;
  const words = corrects.length === 1 ? refersTo.one : refersTo.several;
  return markup`<span><a class="open" href="${href}">${kind.creditNote} ${number}</a>${corrects.length > 0 && markup`<br><span class="small muted">${words} ${corrects.join(', ')}</span>`}</span>`;
};

const files = ({ number, pdf, xml }: ListedInvoice, label: string): Markup | null => {
  if (pdf === undefined && xml === undefined) return null;
  const file = (href: string | undefined, format: string): Markup | false =>
    href !== undefined && markup`<a href="${href}">${format}<span class="hidden"> ${label} ${number}</span></a>`;
  return markup`<span class="downloads">${file(pdf, 'PDF')}${file(xml, 'XML')}</span>`;
};
