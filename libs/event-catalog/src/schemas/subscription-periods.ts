import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  bill,
  count,
  failureReason,
  invoiceNumber,
  localDate,
  paymentId,
  positiveAmount,
  pricedPeriod,
  pricedPeriodV2,
  subscriptionId,
  timeZone,
} from './parts.js';
import { effectiveOn, from, to } from './subscription-parts.js';

const renewedFirst = z.strictObject({
  ...pricedPeriod.shape,
  subscriptionId,
  from,
  to,
  effectiveOn,
  timeZone: timeZone.describe('The IANA time zone of the new period, which ends at midnight there.'),
  bill: bill.describe('What the new period costs.'),
  seatsKept: z
    .strictObject({
      requested: count.describe('The seats of the scheduled decrease.'),
      members: count.describe('The members who took a seat at the renewal.'),
    })
    .nullable()
    .describe('A decrease that members had outgrown, so that the smallest tier that fits stays (D12); null otherwise.'),
});

const failedFirst = z.strictObject({
  subscriptionId,
  paymentId,
  invoiceNumber,
  reason: failureReason,
  effectiveOn: localDate.describe('The day on which it failed, in the time zone of the subscription.'),
});

/** One period after the other, and how their invoices are paid. */
export const periodEvents = {
  SubscriptionRenewed: {
    stream: 'subscription',
    summary: 'The next period has begun, with the change that was scheduled for it.',
    rules: ['D4', 'D12', 'D13', 'D16'],
    moves: ['active -> active'],
    versions: {
      1: renewedFirst,
      2: renewedFirst
        .extend({ term: pricedPeriodV2.shape.term })
        .describe('A term can take over an anchor: from annual to monthly the anchor day stays (D13).'),
    },
  },
  PaymentReceived: {
    stream: 'subscription',
    summary: 'An invoice that was issued before it was paid is paid, in whole or in part.',
    rules: ['D7', 'D16'],
    moves: ['active -> active', 'pastDue -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        paymentId,
        invoiceNumber,
        net: positiveAmount.describe('What it settles of the invoice, in minor units, before tax.'),
        term: count.describe('The term of the period that the invoice is for, by its place, from 0 on.'),
        k: count.describe('The place of that period in its term, from 0 on.'),
        effectiveOn: localDate.describe('The day on which it is known, in the time zone of the subscription.'),
      }),
    },
  },
  RenewalPaymentFailed: {
    stream: 'subscription',
    summary: 'An invoice could not be collected: the subscription is, or stays, past due and the invoice stays open.',
    rules: ['D16'],
    moves: ['active -> pastDue', 'pastDue -> pastDue'],
    versions: {
      1: failedFirst,
      2: failedFirst
        .extend({
          retriesFailed: count.describe('How many of the scheduled tries have failed.'),
          nextRetryOn: localDate
            .nullable()
            .describe('The day of the next try, in the time zone of the subscription; null after the last.'),
          endsOn: localDate.describe(
            'The day on which the plan ends if nothing is paid until then, in the time zone of the subscription.',
          ),
        })
        .describe('What could not be collected is tried again, and the plan ends when the last try fails (D16).'),
    },
  },
  RenewalRetryRequested: {
    stream: 'subscription',
    summary: 'An open invoice is collected once more: on its day, or at once with another card.',
    rules: ['D16'],
    moves: ['pastDue -> pastDue'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        paymentId: paymentId.describe('The payment of this try, which is also its idempotency key at the gateway.'),
        invoiceNumber,
        cause: z.enum(['schedule', 'newCard']).describe('Whether its day has come, or another card was given.'),
        effectiveOn: localDate.describe('The day of the try, in the time zone of the subscription.'),
      }),
    },
  },
} satisfies Definitions;
