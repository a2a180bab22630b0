export type { InvoiceMailRequest } from './invoice-mail.content.js';
export { composeInvoiceMail } from './invoice-mail.js';
export type { FactsKind, NoticeFacts } from './notice-facts.js';
export type { NoticeMailRequest } from './notice-mail.content.js';
export { composeNoticeMail } from './notice-mail.js';
