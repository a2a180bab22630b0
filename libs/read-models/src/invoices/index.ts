export * from './invoice-access.js';
export * from './invoice.document.js';
export * from './invoice.shape.js';
export * from './invoice.standing.js';
export * from './invoices.projection.js';
export * from './invoices.query.js';
