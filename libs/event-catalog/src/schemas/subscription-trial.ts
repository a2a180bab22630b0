import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  bill,
  localDate,
  period,
  pricedPeriodV2,
  seatPrice,
  selection,
  subscriptionId,
  superseded,
  timeZone,
} from './parts.js';
import { effectiveOn } from './subscription-parts.js';

const chosenBefore = selection.describe('What was tried out before.');
const chosen = selection.describe('What is tried out from then on.');

/** A paid plan that costs nothing for a while (D11). */
export const trialEvents = {
  TrialStarted: {
    stream: 'subscription',
    summary: 'A plan is tried out, free, for the days that the price list gives.',
    rules: ['R50', 'D4', 'D11'],
    moves: ['opened -> trial'],
    versions: {
      1: z.strictObject({
        ...pricedPeriodV2.shape,
        period: period.describe('The days of the trial.'),
        unitPrice: seatPrice.describe(
          'What one seat costs for a whole cycle by the price list of that day, in minor units, before tax; nothing of it is due in the trial.',
        ),
        subscriptionId,
        to: chosen,
        effectiveOn,
      }),
    },
  },
  TrialChanged: {
    stream: 'subscription',
    summary: 'Another plan, cycle or number of seats is tried out: at once, free, up or down.',
    rules: ['D11'],
    moves: ['trial -> trial'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        from: chosenBefore,
        to: chosen,
        unitPrice: seatPrice,
        effectiveOn,
      }),
    },
  },
  TrialEndAnnounced: {
    stream: 'subscription',
    summary: 'The end of the trial is some days away: the owner is to be told.',
    rules: ['D11'],
    moves: ['trial -> trial', 'held -> held'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        effectiveOn: localDate.describe('The day of the announcement, in the time zone of the subscription.'),
        endsOn: localDate.describe('The first day after the trial, in the time zone of the subscription.'),
        isPaidAfterwards: z
          .boolean()
          .describe('Whether the plan goes on, paid; without payment data the space returns to Basic.'),
      }),
    },
  },
  TrialConverted: {
    stream: 'subscription',
    summary: 'The trial is over and the plan goes on, paid: its first term begins, on the day after.',
    rules: ['D2', 'D4', 'D11'],
    moves: ['trial -> active'],
    versions: {
      1: z.strictObject({
        ...pricedPeriodV2.shape,
        subscriptionId,
        from: selection.describe('What was tried out.'),
        to: selection.describe('What is paid for from then on.'),
        effectiveOn,
        timeZone: timeZone.describe('The IANA time zone of the first paid period, which ends at midnight there.'),
        bill: bill.describe('What the first paid period costs.'),
        supersedes: z
          .array(superseded)
          .describe('The plans of teams that this one takes the place of; what is credited for them is on the bill.'),
      }),
    },
  },
} satisfies Definitions;
