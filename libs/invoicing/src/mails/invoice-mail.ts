import type { Mail } from '../mailer/mailer.js';
import { invoiceMailContent, type InvoiceMailRequest } from './invoice-mail.content.js';
import { documentMailHtml } from './document-mail.html.js';
import { documentMailText } from './document-mail.text.js';

/** R57, R58: the mail with one invoice, in the invoice's language. The PDF is not attached to it. */
export const composeInvoiceMail = (request: InvoiceMailRequest): Mail => {
  const { invoice, recipientId, to, sentAt } = request;
  const content = invoiceMailContent(request);
  return {
    id: `invoice-${invoice.number}`,
    kind: 'invoice',
    recipientId,
    to,
    subject: content.subject,
    text: documentMailText(content),
    html: documentMailHtml(content),
    language: invoice.language,
    invoiceNumber: invoice.number,
    sentAt,
    attachments: [],
  };
};
