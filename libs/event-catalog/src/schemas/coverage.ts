import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  account,
  bill,
  failureReason,
  paymentId,
  pricedPeriod,
  pricedPeriodV2,
  selection,
  spaceId,
  subscriptionId,
  superseded,
  text,
} from './parts.js';

const requestedFirst = z.strictObject({
  subscriptionId,
  spaceId,
  account,
  selection: selection.describe('The plan, the cycle and the seats that were chosen (R21).'),
  priced: pricedPeriod.describe('The first period and its price.'),
  bill: bill.describe('What the first period costs.'),
  paymentId,
});

const failedFirst = z.strictObject({ subscriptionId, spaceId, paymentId, reason: failureReason });

export const coverageEvents = {
  UpgradeRequested: {
    stream: 'coverage',
    summary:
      'An upgrade was confirmed and waits for its payment, if one is due; everything that was decided stands here.',
    rules: ['R21', 'R23', 'R25', 'D2', 'D5', 'D7', 'D11'],
    moves: ['start -> requested'],
    versions: {
      1: requestedFirst,
      2: requestedFirst
        .extend({
          priced: pricedPeriodV2.describe('The first period and its price.'),
          bill: bill.nullable().describe('What the first period costs; null for a trial, which costs nothing (D11).'),
          paymentId: paymentId
            .nullable()
            .describe('The payment; null when nothing is due at once: in a trial, by bank transfer, or after credits.'),
          supersedes: z
            .array(superseded)
            .describe('The plans of teams that the plan of their organization takes the place of (D2).'),
        })
        .describe(
          'A trial has no bill (D11), some upgrades have no payment (D7), and an organization supersedes teams (D2).',
        ),
    },
  },
  UpgradeCompleted: {
    stream: 'coverage',
    summary: 'The upgrade is settled and the subscription is open: the space is covered.',
    rules: ['R23', 'D11'],
    moves: ['requested -> live'],
    versions: { 1: z.strictObject({ subscriptionId, spaceId }) },
  },
  UpgradeFailed: {
    stream: 'coverage',
    summary:
      'An upgrade came to nothing, as a rule because its payment failed: the space stays as it was, nothing is owed.',
    rules: ['R24', 'D2', 'D6'],
    moves: ['requested -> failed'],
    versions: {
      1: failedFirst,
      2: failedFirst
        .extend({
          paymentId: paymentId.nullable().describe('The payment; null when nothing was due at once.'),
          reason: text.describe(
            'What the gateway says, such as `card_declined`, or `teams_changed` when a team was no longer as priced (D2).',
          ),
        })
        .describe('An upgrade can fail without a payment: when nothing was due at once.'),
    },
  },
  CoverageEnded: {
    stream: 'coverage',
    summary: 'The subscription has ended: the space can be upgraded again.',
    rules: ['R10', 'R48'],
    moves: ['live -> ended'],
    versions: { 1: z.strictObject({ subscriptionId, spaceId }) },
  },
} satisfies Definitions;
