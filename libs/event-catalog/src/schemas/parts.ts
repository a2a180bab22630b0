import { z } from 'zod';
import type { LocalDate } from '#domain';

/**
 * What events are made of. Versions that are stored are made of these parts, so a part is never edited: a changed
 * shape is a new part (`billV2`, with an id of its own) that the next versions take.
 *
 * A `title` names the type in the pages under docs/events, an `id` gives an object its entry on the page of shapes.
 */
const named = (title: string): z.ZodString => z.string().min(1).meta({ title });

export const text = named('text');
export const id = named('id');

export const subscriptionId = id.describe('The subscription.');
export const spaceId = id.describe('The space: a workspace, a team or an organization.');
export const rootId = id.describe(
  'The workspace or organization in which covers are counted; of a team its organization.',
);
export const memberId = id.describe('The member.');
export const paymentId = id.describe('The payment, which is also its idempotency key at the gateway.');
export const invoiceNumber = named('invoice number').describe('The number of the invoice, as printed.');

/** zod knows which days exist; what passed is a day of the domain. */
export const localDate = z.iso
  .date()
  .meta({ title: 'local day' })
  .describe('A day, YYYY-MM-DD, in the time zone of the subscription.') as unknown as z.ZodType<LocalDate>;

export const instant = z.iso.datetime().meta({ title: 'instant' }).describe('An instant in UTC, ISO 8601.');

export const timeZone = named('time zone').describe('An IANA time zone, such as Europe/Paris.');

export const locale = z.enum(['en', 'fr']).describe('The language of documents and mails.');

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ title: 'currency' })
  .describe('The currency of the amounts, by its ISO 4217 code.');

export const minorUnits = z.int().meta({ title: 'minor units' });

/** An amount that is never negative. */
export const price = z.int().nonnegative().meta({ title: 'minor units' });

/** An amount of which there is something. */
export const positiveAmount = z.int().positive().meta({ title: 'minor units' });

/** An amount that is given back. */
export const negativeAmount = z.int().negative().meta({ title: 'minor units' });

export const count = z.int().nonnegative().meta({ title: 'whole number' });

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ title: 'SHA-256' });

export const failureReason = text.describe('Why the gateway says that it failed, such as `card_declined`.');

export const sealed = z
  .strictObject({
    keyId: id.describe(
      'Whose key opens it: `person-{member}`, `billing-{subscription}` or `documents-{subscription}`.',
    ),
    sealed: named('Base64').describe(
      'The personal data, encrypted with AES-256-GCM; nothing opens it once the key is erased.',
    ),
  })
  .meta({ id: 'sealed', description: 'Personal data in an envelope.' });

export const cycle = z.enum(['monthly', 'annual']).describe('How long one period is: a month or twelve.');

const selected = {
  plan: id.describe('The plan, by its id in the price list.'),
  cycle,
  seats: z.int().positive().meta({ title: 'whole number' }).describe('Seats bought: a tier of the price list (D3).'),
};

export const selection = z
  .strictObject(selected)
  .meta({ id: 'selection', description: 'What someone pays for: plan, cycle and seats.' });

export const period = z
  .strictObject({
    start: localDate.describe('The first day, in the time zone of the subscription.'),
    end: localDate.describe('The day after the last one, in the time zone of the subscription.'),
  })
  .meta({ id: 'period', description: 'The days [start, end).' });

export const term = z
  .strictObject({
    index: count.describe('Its place among the terms of the subscription, from 0 on.'),
    anchorOn: localDate.describe(
      'Its first day, in the time zone of the subscription. The day of the month is the anchor day.',
    ),
    cycle,
  })
  .meta({ id: 'term', description: 'A run of periods of one length from one anchor (D13).' });

export const termV2 = term
  .extend({
    anchorOn: localDate.describe(
      'The day of the month is the anchor day. The first day of the term, unless it took over an older anchor.',
    ),
    monthsFromAnchor: count.describe(
      'How many months after the anchor the term begins: 0 unless it took over the anchor of the term before it.',
    ),
  })
  .meta({ id: 'termV2', description: 'A run of periods of one length, counted from one anchor (D13).' });

export const seatPrice = price.describe(
  'The captured price of one seat for a whole cycle, in minor units, before tax (D4).',
);

export const pricedPeriod = z
  .strictObject({
    term: term.describe('The term that the period is in.'),
    k: count.describe('The place of the period in its term, from 0 on.'),
    period: period.describe('The days of the period.'),
    catalogVersion: id.describe('The version of the price list that the price was taken from (D4).'),
    unitPrice: seatPrice,
  })
  .meta({ id: 'pricedPeriod', description: 'Where in its terms a subscription is, and at which captured price (D4).' });

export const pricedPeriodV2 = pricedPeriod.extend({ term: termV2.describe('The term that the period is in.') }).meta({
  id: 'pricedPeriodV2',
  description: 'Where in its terms a subscription is, and at which captured price (D4).',
});

/** Of a bill, and with a description also of an invoice. */
export const lineFields = {
  kind: z.enum(['charge', 'credit']).describe('Whether the line adds to what is due or takes from it.'),
  ...selected,
  period: period.describe('The days that the line covers.'),
  unitPrice: seatPrice,
  amount: minorUnits.describe('The amount of the line in minor units, before tax; never above zero on a credit line.'),
};

export const billLine = z
  .strictObject(lineFields)
  .meta({ id: 'billLine', description: 'One amount and what it is for.' });

export const billReason = z
  .enum(['start', 'renewal', 'change'])
  .describe('What made it due: the first period, the next one, or a change inside one.');

export const bill = z
  .strictObject({
    reason: billReason,
    currency,
    lines: z.array(billLine).describe('The amounts that it is made of.'),
    net: price.describe('The sum of the lines in minor units, before tax.'),
  })
  .meta({ id: 'bill', description: 'What one fact makes due, decided once; one bill becomes one invoice.' });

export const fund = z
  .strictObject({
    paymentId: paymentId.describe('The payment that the money came with.'),
    amount: positiveAmount.describe('The part of it in minor units, before tax.'),
  })
  .meta({ id: 'fund', description: 'A part of a payment, which can go back the way it came.' });

export const creditReason = z
  .enum(['change', 'supersede', 'correction'])
  .describe('Why it is given back: a change, the plan of an organization that took over (D2), or an unpaid end (D16).');

export const credit = z
  .strictObject({
    reason: creditReason,
    currency,
    lines: z.array(billLine).describe('The amounts that it is made of, none above zero.'),
    net: negativeAmount.describe('The sum of the lines in minor units, before tax.'),
    reducesOpen: price.describe('By what an open invoice is reduced, in minor units, before tax.'),
    refunds: z.array(fund).describe('What goes back to which payment.'),
  })
  .meta({ id: 'credit', description: 'What one fact gives back, decided once; one credit becomes one credit note.' });

export const superseded = z
  .strictObject({
    subscriptionId: id.describe('The subscription of the team.'),
    spaceId: id.describe('The team.'),
    effectiveOn: localDate.describe("The first day without the team's plan, in the time zone of its subscription."),
    line: billLine
      .nullable()
      .describe("The credit on the organization's first invoice; null when it is refunded, or there is none."),
    funds: z.array(fund).describe('The payments that this credit was paid with, together its amount.'),
  })
  .meta({ id: 'superseded', description: 'The plan of a team that the plan of its organization takes the place of.' });

export const policyReference = z
  .strictObject({
    name: id.describe('The name of the policy.'),
    version: z.int().positive().meta({ title: 'whole number' }).describe('The version of the policy.'),
  })
  .meta({ id: 'policyReference', description: 'The policy that says who may do what (D9).' });

export const paymentMethod = sealed.describe("The card: what may be shown of it, and the gateway's token for it.");

export const account = z
  .strictObject({
    subscriptionId,
    spaceId,
    spaceKind: z.enum(['workspace', 'team', 'organization']).describe('What the space is (R1).'),
    organizationId: id.nullable().describe('Of a team the organization that it is in; null for the other kinds.'),
    ownerId: memberId.describe('The member who is billing owner (R29).'),
    openedBy: memberId.describe('The member who upgraded; another one where a colleague was named as owner (R25).'),
    currency,
    timeZone: timeZone.describe('The IANA time zone in which the days of the subscription are counted.'),
    locale,
    collection: z
      .enum(['automatic', 'manual'])
      .describe('By card at each renewal, or by an invoice that sales arranged (R26).'),
    policy: policyReference,
    billingDetails: sealed.describe('Name, address, e-mail and tax id for invoices, in an envelope.'),
    paymentMethod: paymentMethod
      .nullable()
      .describe("The card: what may be shown of it, and the gateway's token for it; null when none was given."),
  })
  .meta({ id: 'account', description: 'Who pays for what, and how.' });
