import {
  annualTerm,
  APRIL,
  billOf,
  business,
  catalogVersion,
  changePlan,
  charge,
  credit,
  cycleRequested,
  dearerFromMay,
  MAY,
  premium,
  renewedAndPaid,
  REST_OF_APRIL,
  roundVersion,
  seatsChanged,
  soldPlan,
  specFor,
  started,
} from '../testing/index.js';
import type { Period } from '../kernel/local-date.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const ROUND = [roundVersion()];
/** Ten seats at 3.00: 30.00 for April, 1.00 a day. */
const monthly = started({ to: premium(10), unitPrice: 3_00 });
const toAnnual = (data: Partial<Parameters<typeof changePlan>[0]> = {}): ReturnType<typeof changePlan> =>
  changePlan({ cycle: 'annual', catalog: ROUND, ...data });

/** The year from a day in April on, at the annual price of Premium. */
const yearFrom = (start: '2026-04-01' | '2026-04-30', period: Period): ReturnType<typeof annualTerm> =>
  annualTerm({
    term: { index: 1, anchorOn: start, monthsFromAnchor: 0, cycle: 'annual' },
    period,
    unitPrice: 30_00,
  });

describe('monthly to annual (D13)', () => {
  const year = annualTerm({ unitPrice: 30_00 });
  const wholeYear = charge(premium(10, 'annual'), { period: year.period, unitPrice: 30_00, amount: 300_00 });
  const unusedDays = credit(premium(10), { period: REST_OF_APRIL, unitPrice: 3_00, amount: -15_00 });
  const from = premium(10);
  const to = premium(10, 'annual');

  it('D13, R17 charges ten monthly prices for the year from today on, and credits the unused days of the month', () =>
    given(...monthly)
      .when(toAnnual())
      .then(
        cycleRequested({
          from,
          to,
          unitPrice: 30_00,
          newTerm: year,
          bill: billOf('change', 285_00, wholeYear, unusedDays),
        }),
      ));

  it('D13 credits what was invoiced less what the used days owe, rounded once', () =>
    given(...started())
      .when(changePlan({ cycle: 'annual' }))
      // 67.45 less round(33.725)
      .then(cycleRequested()));

  it('D13 on the first day the whole month is credited', () => {
    const period = { start: '2026-04-01', end: '2027-04-01' } as const;
    given(...monthly)
      .when(toAnnual({ today: '2026-04-01' }))
      .then(
        cycleRequested({
          from,
          to,
          effectiveOn: '2026-04-01',
          unitPrice: 30_00,
          newTerm: yearFrom('2026-04-01', period),
          bill: billOf(
            'change',
            270_00,
            charge(to, { period, unitPrice: 30_00, amount: 300_00 }),
            credit(from, { period: APRIL, unitPrice: 3_00, amount: -30_00 }),
          ),
        }),
      );
  });

  it('D13 on the last day one day is credited', () => {
    const period = { start: '2026-04-30', end: '2027-04-30' } as const;
    given(...monthly)
      .when(toAnnual({ today: '2026-04-30' }))
      .then(
        cycleRequested({
          from,
          to,
          effectiveOn: '2026-04-30',
          unitPrice: 30_00,
          newTerm: yearFrom('2026-04-30', period),
          bill: billOf(
            'change',
            299_00,
            charge(to, { period, unitPrice: 30_00, amount: 300_00 }),
            credit(from, { period: { start: '2026-04-30', end: '2026-05-01' }, unitPrice: 3_00, amount: -1_00 }),
          ),
        }),
      );
  });

  it.each([
    { what: 'a higher plan', parts: { plan: 'business' }, selection: business(10, 'annual'), net: 585_00 },
    { what: 'more seats', parts: { seats: 20 }, selection: premium(20, 'annual'), net: 585_00 },
    { what: 'both', parts: { plan: 'business', seats: 20 }, selection: business(20, 'annual'), net: 1_185_00 },
  ])('D13 together with $what it is one request, priced as a whole', ({ parts, selection, net }) => {
    const unitPrice = selection.plan === 'business' ? 60_00 : 30_00;
    const amount = selection.seats * unitPrice;
    given(...monthly)
      .when(toAnnual(parts))
      .then(
        cycleRequested({
          from,
          to: selection,
          unitPrice,
          newTerm: annualTerm({ unitPrice }),
          bill: billOf('change', net, charge(selection, { period: year.period, unitPrice, amount }), unusedDays),
        }),
      );
  });

  it('D13 credits what an earlier change of the month has bought, too', () => {
    // Twenty seats since 11 April: 20.00 more for twenty days. Used until the 16th are 10 × 1.00 and 5 × 2.00.
    const tenMore = seatsChanged({
      from: premium(10),
      to: premium(20),
      unitPrice: 3_00,
      effectiveOn: '2026-04-11',
      bill: billOf('change', 20_00),
      paymentId: 'pay_seats',
    });
    const twenty = premium(20, 'annual');
    given(...monthly, tenMore)
      .when(toAnnual())
      .then(
        cycleRequested({
          from: premium(20),
          to: twenty,
          unitPrice: 30_00,
          newTerm: year,
          bill: billOf(
            'change',
            570_00,
            charge(twenty, { period: year.period, unitPrice: 30_00, amount: 600_00 }),
            credit(premium(20), { period: REST_OF_APRIL, unitPrice: 3_00, amount: -30_00 }),
          ),
        }),
      );
  });

  it('D13 opens the term after the last, however many months it has run', () =>
    given(...monthly, ...renewedAndPaid({ to: premium(10), unitPrice: 3_00 }))
      .when(toAnnual({ today: '2026-05-31' }))
      .then(
        cycleRequested({
          from,
          to,
          effectiveOn: '2026-05-31',
          unitPrice: 30_00,
          newTerm: annualTerm({
            term: { index: 1, anchorOn: '2026-05-31', monthsFromAnchor: 0, cycle: 'annual' },
            period: { start: '2026-05-31', end: '2027-05-31' },
            unitPrice: 30_00,
          }),
          bill: billOf(
            'change',
            // 30.00 / 31 = 0.97 for the one day that is left.
            299_03,
            charge(to, { period: { start: '2026-05-31', end: '2027-05-31' }, unitPrice: 30_00, amount: 300_00 }),
            credit(from, { period: { start: '2026-05-31', end: MAY.end }, unitPrice: 3_00, amount: -97 }),
          ),
        }),
      ));
});

describe('the price list of the new term (D4)', () => {
  /** In force since 10 April: Premium costs 4.00, which the running month does not pay. */
  const newer = roundVersion({
    version: '2026-04',
    effectiveFrom: '2026-04-10',
    tiers: [2, 5, 12, 20],
    plans: { premium: soldPlan('Premium', 1, { EUR: 4_00 }) },
  });
  const catalog = [roundVersion(), newer];
  const selection = premium(12, 'annual');
  const year = annualTerm({ catalogVersion: '2026-04', unitPrice: 40_00 });

  it('D4 is that of its first day, tiers included; the credit is at the price that the month captured', () =>
    given(...monthly)
      .when(toAnnual({ seats: 12, catalog }))
      .then(
        cycleRequested({
          from: premium(10),
          to: selection,
          unitPrice: 40_00,
          newTerm: year,
          bill: billOf(
            'change',
            465_00,
            charge(selection, { period: year.period, unitPrice: 40_00, amount: 480_00 }),
            credit(premium(10), { period: REST_OF_APRIL, unitPrice: 3_00, amount: -15_00 }),
          ),
        }),
      ));

  it('D4 sells no tier that only the captured list has', () =>
    given(...monthly)
      .when(toAnnual({ seats: 15, catalog }))
      .thenRefused('seats.not_a_tier', { seats: 15, below: 12, above: 20 }));

  it('D4 sells no plan that only the captured list has', () =>
    given(...monthly)
      .when(toAnnual({ plan: 'business', catalog }))
      .thenRefused('plan.unknown', { plan: 'business', plans: ['premium'] }));

  it('D4 is not one that is in force tomorrow', () =>
    given(...started())
      .when(
        changePlan({ cycle: 'annual', catalog: [catalogVersion(), dearerFromMay({ effectiveFrom: '2026-04-17' })] }),
      )
      .then(cycleRequested()));
});
