import type { RefusalCode } from '#domain';
import { word, type ProblemRow } from './problem-row.js';

/** D7: what sales staff are told. */
export const BANK_PAYMENTS = {
  'payment.exceeds_due': {
    status: 422,
    title: 'More than is due',
    detail: ({ invoiceNumber, due }) =>
      `The payment is more than what is still due of the invoice ${word(invoiceNumber)}: ${word(due)} in minor units.`,
    next: 'Record at most what is due, and give back the rest by bank transfer.',
    field: 'amount',
  },
  'payment.not_by_transfer': {
    status: 409,
    title: 'Paid by card',
    detail: ({ invoiceNumber }) =>
      `The plan of the invoice ${word(invoiceNumber)} is paid by card, so no bank transfer is expected for it.`,
    next: 'Check the number. A card payment is collected by itself.',
  },
  'payment.amount_invalid': {
    status: 422,
    title: 'Not an amount',
    detail: ({ amount, currency }) => `${word(amount)} is no amount that can have come in ${word(currency)}.`,
    next: 'Give a decimal number above zero, with at most the decimals of the currency.',
    field: 'amount',
  },
  'payment.not_received_yet': {
    status: 422,
    title: 'Not received yet',
    detail: ({ receivedOn, today }) => `The payment cannot have come on ${word(receivedOn)}: today is ${word(today)}.`,
    next: 'Record it with the day on which the bank received it.',
    field: 'receivedOn',
  },
  'invoice.unknown': {
    status: 404,
    title: 'Unknown invoice',
    detail: 'There is no such invoice, or it is of a space that you do not belong to.',
    next: 'Take a number from GET /v1/spaces/{id}/billing/invoices.',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>;
