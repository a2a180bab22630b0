import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  bill,
  credit,
  failureReason,
  localDate,
  memberId,
  paymentId,
  pricedPeriodV2,
  seatPrice,
  selection,
  spaceId,
  subscriptionId,
} from './parts.js';
import { effectiveOn, to } from './subscription-parts.js';

const requestedFirst = z.strictObject({
  subscriptionId,
  spaceId,
  from: selection.describe('What is paid for until it is settled.'),
  to: selection.describe('What is paid for once it is settled.'),
  effectiveOn: localDate.describe('The day from which it is priced, in the time zone of the subscription.'),
  unitPrice: seatPrice,
  bill: bill.describe('What it makes due when it is settled.'),
  paymentId,
  requestedBy: memberId.describe('The member who asked for it.'),
});

/** What was asked for and does not count yet. */
export const changeEvents = {
  PaidChangeRequested: {
    stream: 'subscription',
    summary: 'A paid change waits for its payment; until that has an outcome no other change is taken.',
    rules: ['D6', 'D12', 'D13'],
    moves: ['active -> paying'],
    versions: {
      1: requestedFirst,
      2: requestedFirst
        .extend({
          newTerm: pricedPeriodV2
            .nullable()
            .describe('The first period of the term that it opens; null when it happens inside the running period.'),
          credit: credit
            .nullable()
            .describe('What the credit for the unused days exceeds the charge by; null when it does not.'),
        })
        .describe('A change from monthly to annual opens a term, and a credit can exceed the charge (D13).'),
    },
  },
  PaidChangeFailed: {
    stream: 'subscription',
    summary: 'The payment of a change failed: everything stays as it was and nothing is owed.',
    rules: ['D6'],
    moves: ['paying -> active'],
    versions: { 1: z.strictObject({ subscriptionId, paymentId, reason: failureReason }) },
  },
  ChangeScheduled: {
    stream: 'subscription',
    summary: 'Something goes down, at the renewal.',
    rules: ['D12', 'D13', 'D14'],
    moves: ['active -> active', 'pastDue -> pastDue'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        from: selection.describe('What is paid for until then.'),
        to,
        effectiveOn,
        replaces: selection
          .nullable()
          .describe('The pending change whose place this one takes (D14); null when there was none.'),
      }),
    },
  },
  ScheduledChangeUndone: {
    stream: 'subscription',
    summary: 'A scheduled change was taken back before it counted.',
    rules: ['D14'],
    moves: ['active -> active', 'pastDue -> pastDue'],
    versions: {
      1: z.strictObject({ subscriptionId, undone: selection.describe('What will not be paid for after all.') }),
    },
  },
} satisfies Definitions;
