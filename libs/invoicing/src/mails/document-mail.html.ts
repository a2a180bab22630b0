import { type Markup, markup } from '../markup/markup.js';
import type { Row } from '../wording/index.js';
import type { DocumentMailContent } from './document-mail.content.js';
import { mailHtml } from './mail-frame.html.js';

export const documentMailHtml = (content: DocumentMailContent): string => mailHtml(content, body(content));

const body = (
  content: DocumentMailContent,
): Markup => markup`<h1><span class="sum">${content.total.amount}</span> <span class="title">${content.title}</span></h1>
<p class="about">${content.space && markup`${content.space}<br>`}${content.period.label} ${content.period.amount}</p>
<p>${content.greeting}</p>
<p>${content.opening}</p>
${table(content)}
${content.notes.map((note) => markup`<p class="note">${note}</p>\n`)}<p>${content.payment}</p>`;

const table = ({ title, columns, lines, subtotals, total }: DocumentMailContent): Markup => markup`<table>
<caption>${title}</caption>
<thead><tr><th scope="col">${columns.label}</th><th scope="col" class="amount" align="right">${columns.amount}</th></tr></thead>
<tbody>
${lines.map((line) => markup`<tr><td>${line.label}</td>${amountCell(line)}</tr>\n`)}</tbody>
<tfoot>
${subtotals.map((row) => markup`<tr><th scope="row">${row.label}</th>${amountCell(row)}</tr>\n`)}<tr class="total"><th scope="row">${total.label}</th>${amountCell(total)}</tr>
</tfoot>
</table>`;

const amountCell = ({ amount }: Row): Markup => markup`<td class="amount" align="right">${amount}</td>`;
