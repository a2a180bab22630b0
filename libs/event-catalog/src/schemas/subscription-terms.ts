import { z } from 'zod';
import type { Definitions } from './definition.js';
import { count, id, localDate, policyReference, subscriptionId } from './parts.js';
import { IN_ANY_STATE } from './subscription-parts.js';

/** How the seats are used, and what sales arranged. */
export const termsEvents = {
  SeatUsageChanged: {
    stream: 'subscription',
    summary: 'Members crossed a mark of the seats, or no longer exceed them; the service goes on.',
    rules: ['R36', 'D15'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        subscriptionId,
        members: count.describe('The members who take a seat (D1).'),
        seats: count.describe('The seats that are paid for.'),
        mark: z
          .enum(['nearlyUsed', 'reached', 'exceeded'])
          .nullable()
          .describe(
            'What the owner is told: 90 % of the seats are taken, all of them, or more; null when there is nothing to ' +
              'tell, or it was told in this period.',
          ),
        isOverLimit: z.boolean().describe('Whether there are more members than seats.'),
        spaceRevision: count.describe('The revision in the stream of the space up to which members are counted.'),
        effectiveOn: localDate.describe('The day on which it counts, in the time zone of the subscription.'),
      }),
    },
  },
  PolicyAdopted: {
    stream: 'subscription',
    summary: 'Sales gave the subscription another policy of who may do what.',
    rules: ['D9'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        subscriptionId,
        policy: policyReference.describe('The policy that says from now on who may do what.'),
      }),
    },
  },
  PriceProtected: {
    stream: 'subscription',
    summary: 'Renewals keep the price list that the running period captured.',
    rules: ['D4'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        subscriptionId,
        catalogVersion: id.describe('The version of the price list that is kept.'),
        until: localDate
          .nullable()
          .describe(
            'A period that begins on this day, in the time zone of the subscription, or later is not protected; null ' +
              'for as long as the plan lives.',
          ),
      }),
    },
  },
  PriceProtectionLifted: {
    stream: 'subscription',
    summary: 'Renewals take the price list of their first day again.',
    rules: ['D4'],
    moves: IN_ANY_STATE,
    versions: { 1: z.strictObject({ subscriptionId }) },
  },
} satisfies Definitions;
