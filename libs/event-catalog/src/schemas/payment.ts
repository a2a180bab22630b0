import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  currency,
  failureReason,
  invoiceNumber,
  paymentId,
  paymentMethod,
  rootId,
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
  amount: z.int().positive().meta({ title: 'minor units' }).describe('What is paid, in minor units, tax included.'),
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
} satisfies Definitions;
