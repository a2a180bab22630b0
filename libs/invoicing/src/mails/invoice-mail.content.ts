import type { Collection, InvoiceIssued } from '#domain';
import type { Language } from '../mailer/mailer.js';
import {
  exemptions,
  formatDay,
  formatDays,
  formatMoney,
  oneLine,
  type Row,
  servicePeriod,
  subtotalRows,
  totalRow,
  wordingOf,
} from '../wording/index.js';

export interface InvoiceMailRequest {
  readonly invoice: InvoiceIssued['data'];
  /** The one recipient: who is billing owner when it is sent (D17), null for the billing address on file (D8). */
  readonly recipientId: string | null;
  readonly to: string;
  readonly recipientName: string;
  /** Empty when the space has no name any more. */
  readonly spaceName: string;
  /** To all invoices of the subscription (R58): the public address, `/i/` and the token. */
  readonly link: string;
  /** RFC 3339 in UTC. */
  readonly sentAt: string;
  /** How an invoice without a payment is going to be paid; without it the mail names both ways. */
  readonly collection?: Collection | undefined;
}

/** What the mail says. Text and HTML are both made from it, so that they cannot say different things. */
export interface InvoiceMailContent {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  readonly title: string;
  readonly space: string | null;
  readonly period: Row;
  readonly columns: Row;
  readonly lines: readonly Row[];
  readonly subtotals: readonly Row[];
  readonly total: Row;
  readonly notes: readonly string[];
  readonly payment: string;
  readonly seller: { readonly name: string; readonly legalForm: string | null };
  readonly questions: { readonly label: string; readonly email: string } | null;
  readonly online: { readonly label: string; readonly link: string };
}

export const invoiceMailContent = (request: InvoiceMailRequest): InvoiceMailContent => {
  const { invoice, link } = request;
  const { language, lines, taxes, seller } = invoice;
  const { invoiceMail: words, document } = wordingOf(language);
  const spaceName = oneLine(request.spaceName);
  const recipientName = oneLine(request.recipientName);
  const subject = words.subject(invoice.number);
  return {
    language,
    subject: spaceName === '' ? subject : `${subject} – ${spaceName}`,
    greeting: recipientName === '' ? words.greetingOfNobody : words.greeting(recipientName),
    opening: words.reason[invoice.reason],
    title: words.title(invoice.number, formatDay(invoice.issuedOn, language)),
    space: spaceName === '' ? null : words.forSpace(spaceName),
    period: { label: document.servicePeriod, amount: formatDays(servicePeriod(lines), language) },
    columns: {
      label: document.description,
      amount: taxes.length === 0 ? document.amount : document.amountBeforeTax,
    },
    lines: lines.map(({ description, amount }) => ({
      label: oneLine(description),
      amount: formatMoney(amount, invoice.currency, language),
    })),
    subtotals: subtotalRows(invoice, language),
    total: totalRow(invoice, language),
    notes: exemptions(taxes, language),
    payment: paymentSentence(request),
    seller,
    questions: seller.email === null ? null : { label: words.questions, email: seller.email },
    online: { label: words.online, link },
  };
};

const paymentSentence = ({ invoice, collection }: InvoiceMailRequest): string => {
  const { number, currency, language, paymentId } = invoice;
  const { invoiceMail: words } = wordingOf(language);
  const total = formatMoney(invoice.total, currency, language);
  const dueOn = formatDay(invoice.dueOn, language);
  if (invoice.total === 0) return words.nothingDue;
  if (paymentId !== null) return words.settled(total);
  if (collection === 'automatic') return words.collected;
  return collection === 'manual' ? words.transfer({ total, dueOn, number }) : words.due(total, dueOn);
};
