import { z } from 'zod';
import type { Definitions } from './definition.js';
import { account, bill, failureReason, paymentId, pricedPeriod, selection, spaceId, subscriptionId } from './parts.js';

export const coverageEvents = {
  UpgradeRequested: {
    stream: 'coverage',
    summary: 'An upgrade was confirmed and waits for its payment; everything that was decided stands here.',
    rules: ['R21', 'R23', 'R25', 'D5'],
    moves: ['start -> requested'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        account,
        selection: selection.describe('The plan, the cycle and the seats that were chosen (R21).'),
        priced: pricedPeriod.describe('The first period and its price.'),
        bill: bill.describe('What the first period costs.'),
        paymentId,
      }),
    },
  },
  UpgradeCompleted: {
    stream: 'coverage',
    summary: 'The upgrade was paid and the subscription is open: the space is covered.',
    rules: ['R23'],
    moves: ['requested -> live'],
    versions: { 1: z.strictObject({ subscriptionId, spaceId }) },
  },
  UpgradeFailed: {
    stream: 'coverage',
    summary: 'The payment of an upgrade failed: the space stays on Basic and nothing is owed.',
    rules: ['R24', 'D6'],
    moves: ['requested -> failed'],
    versions: { 1: z.strictObject({ subscriptionId, spaceId, paymentId, reason: failureReason }) },
  },
  CoverageEnded: {
    stream: 'coverage',
    summary: 'The subscription has ended: the space can be upgraded again.',
    rules: ['R10', 'R48'],
    moves: ['live -> ended'],
    versions: { 1: z.strictObject({ subscriptionId, spaceId }) },
  },
} satisfies Definitions;
