import type { Language } from '../mailer/mailer.js';
import { type Markup, markup, type Part } from '../markup/markup.js';
import { exemptions, formatDays, type Row, servicePeriod, totalRow, wordingOf } from '../wording/index.js';
import type { InvoiceDocument, InvoiceLinks } from './invoice-document.js';
import { linesTable } from './invoice-lines.js';
import { buyerBlock, sellerBlock } from './invoice-parties.js';
import { remainder, totals } from './invoice-totals.js';
import { page } from './page.js';
import { day, reference, statusBadge } from './parts.js';

/** One invoice or credit note with everything that it prints, in the language in which it was issued (R61). */
export const invoicePage = (invoice: InvoiceDocument, links: InvoiceLinks = {}): string => {
  const { language, number, kind, seller } = invoice;
  const { document: words } = wordingOf(language);
  return page({
    language,
    title: `${words.kind[kind]} ${number} – ${seller.name}`,
    navigation: navigation(links, language),
    content: markup`<article class="card document">
${masthead(invoice)}
${facts(invoice, links)}
<div class="parties">
${sellerBlock(seller, language)}
${buyerBlock(invoice.buyer, language)}
</div>
${linesTable(invoice)}
${totals(invoice)}
${exemptions(invoice.taxes, language).map((mention) => markup`<p class="muted">${mention}</p>\n`)}</article>`,
  });
};

const navigation = ({ all, pdf, xml }: InvoiceLinks, language: Language): Markup | null => {
  const { document: words } = wordingOf(language);
  if (all === undefined && pdf === undefined && xml === undefined) return null;
  return markup`<nav class="bar-links">${[
    all !== undefined && markup`<a href="${all}">${words.allInvoices}</a>`,
    pdf !== undefined && markup`<a href="${pdf}">PDF</a>`,
    xml !== undefined && markup`<a href="${xml}">XML</a>`,
  ]}</nav>`;
};

/** What is left to pay or to refund, or once that is nothing, what the document came to. */
const headline = (invoice: InvoiceDocument): Row =>
  invoice.amountDue === 0 ? totalRow(invoice, invoice.language) : remainder(invoice);

const masthead = (invoice: InvoiceDocument): Markup => {
  const { kind, number, language, status } = invoice;
  const { label, amount } = headline(invoice);
  return markup`<header class="masthead">
<h1><span class="what">${wordingOf(language).document.kind[kind]}</span> ${number}</h1>
<p class="due"><span class="muted">${label}</span> <strong>${amount}</strong> ${statusBadge(kind, status, language)}</p>
</header>`;
};

const fact = (term: string, value: Part): Markup => markup`<div><dt>${term}</dt><dd>${value}</dd></div>\n`;

const facts = (invoice: InvoiceDocument, { byNumber }: InvoiceLinks): Markup => {
  const { kind, issuedOn, dueOn, lines, language, reason, corrects = [] } = invoice;
  const { document: words } = wordingOf(language);
  const refersTo = corrects.length === 1 ? words.refersTo.one : words.refersTo.several;
  const corrected = corrects.map((number, i) => [i > 0 && ', ', reference(number, byNumber)]);
  return markup`<dl class="facts">
${fact(words.issuedOn, day(issuedOn, language))}${kind === 'invoice' && fact(words.dueOn, day(dueOn, language))}${fact(words.servicePeriod, formatDays(servicePeriod(lines), language))}${corrects.length > 0 && fact(refersTo, corrected)}${reason !== undefined && fact(words.reasonTerm, words.reason[reason])}</dl>`;
};
