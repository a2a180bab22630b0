import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  billLine,
  credit,
  fund,
  id,
  invoiceNumber,
  localDate,
  price,
  rootId,
  spaceId,
  subscriptionId,
} from './parts.js';
import { WHILE_NOTHING_IS_OPEN } from './subscription-parts.js';

const organizationPlan = id.describe('The subscription of the organization.');

const endsOn = localDate.describe('The first day without the plan, in the time zone of the subscription.');

const endedFirst = z.strictObject({
  subscriptionId,
  spaceId,
  rootId,
  reason: z.enum(['cancelled']).describe('Why it ended.'),
  effectiveOn: endsOn,
});

/** How a plan comes to its end, or does not after all. */
export const endEvents = {
  CancellationScheduled: {
    stream: 'subscription',
    summary: 'The plan ends with the period; until then it can be taken back.',
    rules: ['R48', 'D10'],
    moves: WHILE_NOTHING_IS_OPEN,
    versions: { 1: z.strictObject({ subscriptionId, effectiveOn: endsOn }) },
  },
  CancellationUndone: {
    stream: 'subscription',
    summary: 'A cancellation was taken back: the plan is renewed again.',
    rules: ['D10'],
    moves: WHILE_NOTHING_IS_OPEN,
    versions: {
      1: z.strictObject({
        subscriptionId,
        renewsOn: localDate.describe('The first day of the next period, in the time zone of the subscription.'),
      }),
    },
  },
  SupersedeRequested: {
    stream: 'subscription',
    summary: 'The organization of this team is being upgraded: until that has an outcome the plan stands still.',
    rules: ['D2'],
    moves: ['trial -> held', 'active -> held', 'pastDue -> held'],
    versions: { 1: z.strictObject({ subscriptionId, by: organizationPlan, effectiveOn: endsOn }) },
  },
  SupersedeCalledOff: {
    stream: 'subscription',
    summary: 'The organization was not upgraded after all: everything stays as it was.',
    rules: ['D2', 'D6'],
    moves: ['held -> trial', 'held -> active', 'held -> pastDue'],
    versions: { 1: z.strictObject({ subscriptionId, by: organizationPlan }) },
  },
  SubscriptionEnded: {
    stream: 'subscription',
    summary: 'The plan has ended; the history stays.',
    rules: ['R48', 'R49', 'R50', 'D2', 'D10', 'D11', 'D16'],
    moves: ['trial -> ended', 'active -> ended', 'pastDue -> ended', 'held -> ended'],
    versions: {
      1: endedFirst,
      2: endedFirst
        .extend({
          reason: z
            .enum(['cancelled', 'trialEnded', 'trialStopped', 'lapsed', 'superseded'])
            .describe(
              'Why it ended: it was cancelled, its trial was over or was stopped (D11), its invoice was never paid ' +
                '(D16), or its organization has a plan now (D2).',
            ),
          credit: credit
            .nullable()
            .describe(
              "What is given back for the days from then on; null when nothing is, or the organization's invoice holds it.",
            ),
          writtenOff: price.describe('What nobody collects any more of an open invoice, in minor units, before tax.'),
          writtenOffInvoice: invoiceNumber
            .nullable()
            .describe('The number of that invoice, as printed; null when nothing is written off.'),
          superseded: z
            .strictObject({
              by: organizationPlan,
              line: billLine
                .nullable()
                .describe(
                  "The credit on the organization's first invoice; null when it is refunded, or there is none.",
                ),
              funds: z.array(fund).describe('The payments that this credit was paid with, together its amount.'),
            })
            .nullable()
            .describe('The plan of the organization that took its place; null when it ended for another reason.'),
        })
        .describe(
          'A plan can also end with its trial (D11), unpaid (D16) or for its organization (D2), and then days that were ' +
            'invoiced are given back.',
        ),
    },
  },
} satisfies Definitions;
