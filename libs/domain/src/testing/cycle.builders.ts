import type { PaidChangeRequested, CycleChanged } from '../subscription/subscription.events.js';
import type { Bill } from '../subscription/bill.js';
import type { PricedPeriod } from '../subscription/term.js';
import { catalogVersion, soldPlan } from './catalog.builders.js';
import { billOf, changeRequested, charge, credit, premium, priced, REST_OF_APRIL } from './subscription.builders.js';

/** The year from 16 April 2026 on, at the price of Premium: ten monthly prices (R17). */
export const annualTerm = (overrides: Partial<PricedPeriod> = {}): PricedPeriod =>
  priced({
    term: { index: 1, anchorOn: '2026-04-16', monthsFromAnchor: 0, cycle: 'annual' },
    k: 0,
    period: { start: '2026-04-16', end: '2027-04-16' },
    unitPrice: 134_90,
    ...overrides,
  });

/** Monthly to annual on 16 April: 67.45 were invoiced and 33.725, rounded 33.73, are used, so 33.72 are credited. */
export const ANNUAL_FOR_MONTHLY: Bill = billOf(
  'change',
  640_78,
  charge(premium(5, 'annual'), { period: annualTerm().period, unitPrice: 134_90, amount: 674_50 }),
  credit(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -33_72 }),
);

/** Premium for five becomes annual on 16 April, 640.78, waiting for its payment. */
export const cycleRequested = (data: Partial<PaidChangeRequested['data']> = {}): PaidChangeRequested =>
  changeRequested({
    to: premium(5, 'annual'),
    unitPrice: 134_90,
    newTerm: annualTerm(),
    bill: ANNUAL_FOR_MONTHLY,
    ...data,
  });

/** Premium for five becomes annual on 16 April, paid. */
export const cycleChanged = (data: Partial<CycleChanged['data']> = {}): CycleChanged => ({
  type: 'CycleChanged',
  data: {
    ...annualTerm(),
    subscriptionId: 'sub_1',
    from: premium(5),
    to: premium(5, 'annual'),
    effectiveOn: '2026-04-16',
    timeZone: 'Europe/Paris',
    bill: ANNUAL_FOR_MONTHLY,
    credit: null,
    paymentId: 'pay_change',
    ...data,
  },
});

/**
 * Prices that a reader reckons in the head: for ten seats Premium costs 30.00 a month, which is 1.00 a day in April, and
 * 300.00 a year; Business twice as much. Enterprise, though the highest plan, costs 1.00 a month and 10.00 a year.
 */
export const roundVersion = (overrides: Parameters<typeof catalogVersion>[0] = {}): ReturnType<typeof catalogVersion> =>
  catalogVersion({
    plans: {
      premium: soldPlan('Premium', 1, { EUR: 3_00 }),
      business: soldPlan('Business', 2, { EUR: 6_00 }),
      enterprise: soldPlan('Enterprise', 3, { EUR: 10 }),
    },
    ...overrides,
  });
