import { type Markup, markup } from '../markup/markup.js';
import { formatDay, formatMoney, type Row, subtotalRows, totalRow, wordingOf } from '../wording/index.js';
import type { InvoiceDocument } from './invoice-document.js';

const row = ({ label, amount }: Row, style = ''): Markup =>
  markup`<div><dt class="${style}">${label}</dt><dd class="${style}">${amount}</dd></div>\n`;

/** From the net to what is left to pay, or on a credit note to what is left to refund. */
export const totals = (invoice: InvoiceDocument): Markup => {
  const { language, kind } = invoice;
  const settled = kind === 'creditNote' ? returned(invoice) : received(invoice);
  return markup`<section aria-label="${wordingOf(language).document.totals}">
<dl class="totals">
${subtotalRows(invoice, language).map((subtotal) => row(subtotal))}${row(totalRow(invoice, language), 'sum')}${settled.map((part) => row(part, 'muted'))}${row(remainder(invoice), 'sum rule')}</dl>
</section>`;
};

/** What is left: to pay, or on a credit note to refund, which is never shown as a negative amount. */
export const remainder = ({ kind, language, currency, amountDue }: InvoiceDocument): Row => {
  const { document: words } = wordingOf(language);
  return kind === 'creditNote'
    ? { label: words.leftToRefund, amount: formatMoney(Math.abs(amountDue), currency, language) }
    : { label: words.amountDue, amount: formatMoney(amountDue, currency, language) };
};

/** total − credit notes − payments + refunds = amount due */
const received = (invoice: InvoiceDocument): readonly Row[] => {
  const { language, currency, payments, refunds = [], reductions = [] } = invoice;
  const { document: words } = wordingOf(language);
  const money = (minor: number): string => formatMoney(minor, currency, language);
  return [
    ...reductions.map(({ number, amount }) => ({ label: words.creditedBy(number), amount: money(-amount) })),
    ...payments.map(({ amount, settledOn }) => ({
      label: words.paidOn(formatDay(settledOn, language)),
      amount: money(-amount),
    })),
    ...refunds.map(({ amount, settledOn }) => ({
      label: words.refundedOn(formatDay(settledOn, language)),
      amount: money(amount),
    })),
  ];
};

/** total (negative) + what reduced open invoices + refunds = −(left to refund). A credit note is paid by refunding it. */
const returned = (invoice: InvoiceDocument): readonly Row[] => {
  const { language, currency, payments, refunds = [], reductions = [] } = invoice;
  const { document: words } = wordingOf(language);
  const money = (minor: number): string => formatMoney(minor, currency, language);
  return [
    ...reductions.map(({ number, amount }) => ({ label: words.deductedFrom(number), amount: money(amount) })),
    ...[...payments, ...refunds].map(({ amount, settledOn }) => ({
      label: words.refundedOn(formatDay(settledOn, language)),
      amount: money(amount),
    })),
  ];
};
