import { escapeHtml, type Markup, markup } from '../markup/markup.js';
import type { Row } from '../wording/index.js';
import type { InvoiceMailContent } from './invoice-mail.content.js';
import { MAIL_STYLE } from './mail-style.js';

/**
 * The mail as HTML. Its source ends with the link alone on a line, as its text does (R58), so nothing may be closed
 * after it: the last paragraph stands directly in the body, and HTML lets the end tags of p, body and html be left out.
 * The link is there as text too because a client may show no button.
 */
export const invoiceMailHtml = (content: InvoiceMailContent): string => {
  const { language, subject, online } = content;
  const head = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${MAIL_STYLE}</style>
</head>
<body class="mail">
<div class="sheet">
${sheet(content)}
</div>
<p class="online"><a class="button" href="${online.link}">${online.label}</a><br>
`;
  return head.source + escapeHtml(online.link);
};

const sheet = (
  content: InvoiceMailContent,
): Markup => markup`<p class="seller">${content.seller.name}${content.seller.legalForm !== null && markup`<span class="form">, ${content.seller.legalForm}</span>`}</p>
<h1><span class="sum">${content.total.amount}</span> <span class="title">${content.title}</span></h1>
<p class="about">${content.space && markup`${content.space}<br>`}${content.period.label} ${content.period.amount}</p>
<p>${content.greeting}</p>
<p>${content.opening}</p>
${table(content)}
${content.notes.map((note) => markup`<p class="note">${note}</p>\n`)}<p>${content.payment}</p>
${questions(content)}`;

const table = ({ title, columns, lines, subtotals, total }: InvoiceMailContent): Markup => markup`<table>
<caption>${title}</caption>
<thead><tr><th scope="col">${columns.label}</th><th scope="col" class="amount" align="right">${columns.amount}</th></tr></thead>
<tbody>
${lines.map((line) => markup`<tr><td>${line.label}</td>${amountCell(line)}</tr>\n`)}</tbody>
<tfoot>
${subtotals.map((row) => markup`<tr><th scope="row">${row.label}</th>${amountCell(row)}</tr>\n`)}<tr class="total"><th scope="row">${total.label}</th>${amountCell(total)}</tr>
</tfoot>
</table>`;

const amountCell = ({ amount }: Row): Markup => markup`<td class="amount" align="right">${amount}</td>`;

const questions = ({ questions: asked }: InvoiceMailContent): Markup | null =>
  asked && markup`<p class="note">${asked.label} <a href="mailto:${asked.email}">${asked.email}</a></p>`;
