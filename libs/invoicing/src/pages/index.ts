export * from './invoice-document.js';
export { invoicePage } from './invoice-page.js';
export * from './invoices-page.js';
export * from './landing-page.js';
export * from './outbox-page.js';
export { PAGE_CONTENT_SECURITY_POLICY, type PageLink } from './page.js';
export * from './problem-page.js';
export * from './sign-in-page.js';
