import { z } from 'zod';
import type { Definitions } from './definition.js';
import { count, currency, id, localDate, price, text } from './parts.js';

const plan = z
  .strictObject({
    rank: z
      .int()
      .meta({ title: 'whole number' })
      .describe('The place among the plans: a higher rank is a plan up (D13).'),
    name: z
      .strictObject({ en: text.describe('The name in English.'), fr: text.describe('The name in French.') })
      .describe('The name as printed.'),
    monthlyPerSeat: z
      .record(currency, price)
      .describe('The price of one seat for one month in minor units, for each currency by its ISO 4217 code.'),
  })
  .meta({ id: 'plan', description: 'A plan and what it costs.' });

export const catalogEvents = {
  CatalogVersionPublished: {
    stream: 'catalog',
    summary: 'A version of the price list was published; it never changes what a period before it costs.',
    rules: ['R11', 'R12', 'R17', 'D3', 'D4'],
    versions: {
      1: z.strictObject({
        version: id.describe('The name of the version.'),
        effectiveFrom: localDate.describe(
          'The first day on which it is in force, in the time zone of each subscription.',
        ),
        tiers: z
          .array(z.int().positive().meta({ title: 'whole number' }))
          .describe('The numbers of seats that can be bought, ascending (D3).'),
        trialDays: count.describe('The days of a trial.'),
        plans: z.record(id, plan).describe('The plans, by their id.'),
      }),
    },
  },
} satisfies Definitions;
