import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  account,
  bill,
  credit,
  pricedPeriod,
  pricedPeriodV2,
  selection,
  subscriptionId,
  superseded,
  timeZone,
} from './parts.js';
import { effectiveOn, from, settledBy, to } from './subscription-parts.js';

const upgradedFirst = z.strictObject({
  ...pricedPeriod.shape,
  subscriptionId,
  from: selection.nullable().describe('What was paid for before; null when that was Basic.'),
  to,
  effectiveOn,
  bill: bill.describe('What it makes due: the whole period, or credit and charge for its rest (D13).'),
  paymentId: settledBy,
});

const seatsFirst = z.strictObject({
  ...pricedPeriod.shape,
  subscriptionId,
  from,
  to,
  effectiveOn,
  bill: bill.describe('What it makes due: the added seats for the rest of the period (D12).'),
  paymentId: settledBy,
});

const beyondBill = credit
  .nullable()
  .describe('What the credit for the unused days exceeds the charge by; null when it does not.');

/** What opens a subscription, and what goes up inside a period. */
export const planEvents = {
  SubscriptionOpened: {
    stream: 'subscription',
    summary:
      'There is a subscription, with its owner and how it is paid; its first plan or trial is in the same append.',
    rules: ['R1', 'R22', 'R25', 'R29', 'D7', 'D9', 'D11'],
    moves: ['start -> opened'],
    versions: { 1: z.strictObject(account.shape) },
  },
  PlanUpgraded: {
    stream: 'subscription',
    summary: 'The plan went up: from Basic, which begins the first term, or from a lower plan inside a period.',
    rules: ['R23', 'D2', 'D4', 'D7', 'D13'],
    moves: ['opened -> active', 'paying -> active', 'active -> active'],
    versions: {
      1: upgradedFirst,
      2: upgradedFirst
        .extend({
          term: pricedPeriodV2.shape.term,
          credit: beyondBill,
          supersedes: z
            .array(superseded)
            .describe('The plans of teams that this one takes the place of; what is credited for them is on the bill.'),
        })
        .describe(
          'A term can take over an anchor, a credit can exceed the charge (D13), and an organization supersedes the ' +
            'plans of its teams (D2).',
        ),
    },
  },
  SeatsChanged: {
    stream: 'subscription',
    summary: 'Seats were added on the same plan and cycle, inside a period.',
    rules: ['D7', 'D12'],
    moves: ['paying -> active', 'active -> active'],
    versions: {
      1: seatsFirst,
      2: seatsFirst.extend({ term: pricedPeriodV2.shape.term }).describe('A term can take over an anchor (D13).'),
    },
  },
  CycleChanged: {
    stream: 'subscription',
    summary: 'Monthly became annual, perhaps with more seats or a higher plan: a new term began that day.',
    rules: ['D4', 'D7', 'D13'],
    moves: ['paying -> active', 'active -> active'],
    versions: {
      1: z.strictObject({
        ...pricedPeriodV2.shape,
        subscriptionId,
        from,
        to,
        effectiveOn,
        timeZone: timeZone.describe('The IANA time zone of the new term, whose periods end at midnight there.'),
        bill: bill.describe('What it makes due: the whole new period, less the unused days of the old (D13).'),
        credit: beyondBill,
        paymentId: settledBy,
      }),
    },
  },
} satisfies Definitions;
