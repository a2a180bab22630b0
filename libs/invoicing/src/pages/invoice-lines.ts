import type { InvoiceLine } from '#domain';
import { type Markup, markup } from '../markup/markup.js';
import { formatCount, formatMoney, formatUnitPrice, wordingOf } from '../wording/index.js';
import type { InvoiceDocument } from './invoice-document.js';

type Priced = Pick<InvoiceDocument, 'language' | 'currency'>;

/** Quantity times unit price is the amount in every row. Where there is no room for all columns they share one. */
export const linesTable = ({ kind, language, currency, lines, taxes }: InvoiceDocument): Markup => {
  const { document: words } = wordingOf(language);
  const [unitPrice, amount] =
    taxes.length === 0 ? [words.unitPrice, words.amount] : [words.unitPriceBeforeTax, words.amountBeforeTax];
  return markup`<table>
<caption class="hidden">${words.lines[kind]}</caption>
<thead><tr><th scope="col">${words.description}</th><th scope="col" class="number wide">${words.quantity}</th><th scope="col" class="number wide">${unitPrice}</th><th scope="col" class="number">${amount}</th></tr></thead>
<tbody>
${lines.map((line) => lineRow(line, { language, currency }))}</tbody>
</table>`;
};

const lineRow = (line: InvoiceLine, { language, currency }: Priced): Markup => {
  const { description, kind, seats, amount } = line;
  const quantity = formatCount(kind === 'credit' ? -seats : seats, language);
  const price = formatUnitPrice({ amount, quantity: seats }, currency, language);
  return markup`<tr><th scope="row">${description}${proration(line, { language, currency })}<span class="each small muted">${quantity} × ${price}</span></th><td class="number wide">${quantity}</td><td class="number wide">${price}</td><td class="number">${formatMoney(amount, currency, language)}</td></tr>\n`;
};

/** Says where an uneven unit price comes from. */
const proration = ({ seats, cycle, unitPrice, amount }: InvoiceLine, { language, currency }: Priced): Markup | null => {
  if (seats * unitPrice === Math.abs(amount)) return null;
  const note = wordingOf(language).line.prorated[cycle](formatMoney(unitPrice, currency, language));
  return markup`<br><span class="small muted">${note}</span>`;
};
