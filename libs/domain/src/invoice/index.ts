export * from './invoice-series.js';
export * from './invoice.events.js';
export * from './period-invoices.js';
