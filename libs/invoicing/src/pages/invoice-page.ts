import type { Language } from '../mailer/mailer.js';
import { type Markup, markup, type Part } from '../markup/markup.js';
import { exemptions, formatDays, formatMoney, type Row, servicePeriod, totalRow, wordingOf } from '../wording/index.js';
import type { InvoiceDocument, InvoiceLinks } from './invoice-document.js';
import { linesTable, totals } from './invoice-lines.js';
import { buyerBlock, sellerBlock } from './invoice-parties.js';
import { page } from './page.js';
import { day, statusBadge } from './parts.js';

/** One invoice with everything that it prints, in the language in which it was issued (R61). */
export const invoicePage = (invoice: InvoiceDocument, links: InvoiceLinks = {}): string => {
  const { language, number, kind, seller } = invoice;
  const { document: words } = wordingOf(language);
  return page({
    language,
    title: `${words.kind[kind]} ${number} – ${seller.name}`,
    navigation: navigation(links, language),
    content: markup`<article class="card document">
${masthead(invoice)}
${facts(invoice)}
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

/** What is left to pay, or once that is nothing, what the invoice came to. */
const headline = (invoice: InvoiceDocument): Row => {
  const { language, currency, amountDue } = invoice;
  if (amountDue === 0) return totalRow(invoice, language);
  return { label: wordingOf(language).document.amountDue, amount: formatMoney(amountDue, currency, language) };
};

const masthead = (invoice: InvoiceDocument): Markup => {
  const { kind, number, language, status } = invoice;
  const { label, amount } = headline(invoice);
  return markup`<header class="masthead">
<h1><span class="what">${wordingOf(language).document.kind[kind]}</span> ${number}</h1>
<p class="due"><span class="muted">${label}</span> <strong>${amount}</strong> ${statusBadge(kind, status, language)}</p>
</header>`;
};

const fact = (term: string, value: Part): Markup => markup`<div><dt>${term}</dt><dd>${value}</dd></div>\n`;

const facts = ({ kind, issuedOn, dueOn, lines, language }: InvoiceDocument): Markup => {
  const { document: words } = wordingOf(language);
  return markup`<dl class="facts">
${fact(words.issuedOn, day(issuedOn, language))}${kind === 'invoice' && fact(words.dueOn, day(dueOn, language))}${fact(words.servicePeriod, formatDays(servicePeriod(lines), language))}</dl>`;
};
