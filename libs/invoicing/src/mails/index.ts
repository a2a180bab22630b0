export type { InvoiceMailRequest } from './invoice-mail.content.js';
export { composeInvoiceMail } from './invoice-mail.js';
