import type { Collection, InvoiceIssued } from '#domain';
import { formatDay, formatMoney, wordingOf } from '../wording/index.js';
import { type DocumentMailContent, documentMailContent } from './document-mail.content.js';

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

export const invoiceMailContent = (request: InvoiceMailRequest): DocumentMailContent => {
  const { invoice: document, recipientName, spaceName, link } = request;
  const { invoiceMail: words } = wordingOf(document.language);
  const opening = words.reason[document.reason];
  const payment = paymentSentence(request);
  return documentMailContent({ document, recipientName, spaceName, link, words, opening, notes: [], payment });
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
