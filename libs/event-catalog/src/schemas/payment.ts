import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  currency,
  failureReason,
  id,
  invoiceNumber,
  localDate,
  paymentId,
  paymentMethod,
  positiveAmount,
  rootId,
  sealed,
  spaceId,
  subscriptionId,
  text,
} from './parts.js';

const facts = {
  paymentId,
  subscriptionId,
  spaceId,
  rootId,
  purpose: z.enum(['start', 'change', 'renewal']).describe('What is paid: an upgrade, a change, or a renewal.'),
  invoiceNumber: invoiceNumber
    .nullable()
    .describe('Of a renewal the number of the invoice that is collected; null otherwise, since the invoice follows.'),
  amount: positiveAmount.describe('What is paid, in minor units, tax included.'),
  currency,
};

const refund = {
  refundId: id.describe('The refund, which is also its idempotency key at the gateway.'),
  paymentId: paymentId.describe('The payment whose money goes back.'),
  subscriptionId,
  spaceId,
  rootId,
  creditNoteNumber: invoiceNumber.describe('The number of the credit note that says so, as printed.'),
  amount: positiveAmount.describe('What goes back, in minor units, tax included.'),
  currency,
};

export const paymentEvents = {
  PaymentRequested: {
    stream: 'payment',
    summary: 'The gateway is asked to charge the card.',
    rules: ['D6', 'D16'],
    moves: ['start -> requested'],
    versions: {
      1: z.strictObject({
        ...facts,
        paymentMethod: paymentMethod.describe(
          'The card that is charged, in the envelope that the subscription held then.',
        ),
      }),
    },
  },
  PaymentSettled: {
    stream: 'payment',
    summary: 'The gateway has the money.',
    rules: ['D6', 'D16'],
    moves: ['requested -> settled'],
    versions: {
      1: z.strictObject({ ...facts, gatewayReference: text.describe("The gateway's name for the charge.") }),
    },
  },
  PaymentFailed: {
    stream: 'payment',
    summary: 'The gateway could not charge the card, and no money moved.',
    rules: ['D6', 'D16'],
    moves: ['requested -> failed'],
    versions: { 1: z.strictObject({ ...facts, reason: failureReason }) },
  },
  RefundRequested: {
    stream: 'payment',
    summary: 'The gateway is asked to give money back the way it came.',
    rules: ['D2', 'D13'],
    moves: ['start -> refunding'],
    versions: { 1: z.strictObject(refund) },
  },
  RefundSettled: {
    stream: 'payment',
    summary: 'The gateway has given the money back.',
    rules: ['D2', 'D13'],
    moves: ['refunding -> refunded'],
    versions: {
      1: z.strictObject({ ...refund, gatewayReference: text.describe("The gateway's name for the refund.") }),
    },
  },
  BankPaymentRecorded: {
    stream: 'payment',
    summary: 'Money for an invoice came by bank transfer, in whole or in part, as sales staff or a bank import says.',
    rules: ['D7'],
    moves: ['start -> received', 'received -> received'],
    versions: {
      1: z.strictObject({
        paymentId: id.describe('The payment, by which it is recorded once.'),
        subscriptionId,
        spaceId,
        rootId,
        invoiceNumber: invoiceNumber.describe('The number of the invoice that it is for, as printed.'),
        amount: positiveAmount.describe('What came, in minor units.'),
        currency,
        receivedOn: localDate.describe('The day on which the bank received it, where the bank is.'),
        reference: sealed.describe('What the bank statement says of it, in an envelope: it may name a person.'),
      }),
    },
  },
} satisfies Definitions;
