import {
  annualTerm,
  billOf,
  changePlan,
  charge,
  credit,
  cycleChanged,
  enterprise,
  opened,
  planRaised,
  premium,
  priced,
  REST_OF_APRIL,
  roundVersion,
  seatsChanged,
  soldPlan,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { Credit } from './credit.js';
import type { Fund } from './funds.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { active } from './subscription.state.js';

const given = specFor(subscriptionDecider);

/** Enterprise, though the highest plan, costs 0.10 a seat and month: what is credited can exceed what is charged. */
const catalog = [roundVersion()];
/** Ten seats at 3.00: 30.00 for April, 1.00 a day. */
const monthly = started({ to: premium(10), unitPrice: 3_00 });

const refund = (line: Credit['lines'][number], ...refunds: readonly Fund[]): Credit => ({
  reason: 'change',
  currency: 'EUR',
  lines: [line],
  net: line.amount,
  reducesOpen: 0,
  refunds,
});

const unused = (seats: number, amount: number): Credit['lines'][number] =>
  credit(premium(seats), { period: REST_OF_APRIL, unitPrice: 3_00, amount });

const fundsOf = (...events: readonly SubscriptionEvent[]): readonly Fund[] =>
  active(replay(subscriptionDecider, events)).ledger.funds;

/** Ten seats for Enterprise on 16 April: 0.50 for the rest of the month, for which 15.00 were paid. */
const toCheaper = planRaised({
  ...priced({ unitPrice: 10 }),
  from: premium(10),
  to: enterprise(10),
  bill: billOf(
    'change',
    0,
    charge(enterprise(10), { period: REST_OF_APRIL, unitPrice: 10, amount: 50 }),
    unused(10, -50),
  ),
  credit: refund(unused(10, -14_50), { paymentId: 'pay_start', amount: 14_50 }),
  paymentId: null,
});

/** The year of Enterprise from 16 April on costs 10.00, and 15.00 of April are unused. */
const year = annualTerm({ unitPrice: 1_00 });
const toCheaperYear = cycleChanged({
  ...year,
  from: premium(10),
  to: enterprise(10, 'annual'),
  bill: billOf(
    'change',
    0,
    charge(enterprise(10, 'annual'), { period: year.period, unitPrice: 1_00, amount: 10_00 }),
    unused(10, -10_00),
  ),
  credit: refund(unused(10, -5_00), { paymentId: 'pay_start', amount: 5_00 }),
  paymentId: null,
});

describe('a higher plan that costs less', () => {
  it('section 9: the credit stands on the invoice up to its charge, and the rest is refunded, at once', () =>
    given(...monthly)
      .when(changePlan({ plan: 'enterprise', catalog }))
      .then(toCheaper));

  it('needs no payment method: nothing is due', () =>
    given(opened({ paymentMethod: null }), upgraded({ to: premium(10), unitPrice: 3_00 }))
      .when(changePlan({ plan: 'enterprise', catalog }))
      .then(toCheaper));

  it('writes nothing the second time', () =>
    given(...monthly, toCheaper)
      .when(changePlan({ plan: 'enterprise', catalog }))
      .thenNothing());

  it('what was given back is not paid any more', () =>
    expect(fundsOf(...monthly, toCheaper)).toStrictEqual([{ paymentId: 'pay_start', amount: 15_50 }]));

  it('what was given back is not invoiced any more: the next change counts from what is left', () =>
    given(...monthly, toCheaper)
      .when(changePlan({ seats: 20, catalog }))
      .then(
        expect.objectContaining({
          type: 'PaidChangeRequested',
          data: expect.objectContaining({ bill: expect.objectContaining({ net: 50 }) }),
        }),
      ));
});

describe('a higher plan for a year that costs less than the rest of the month', () => {
  it('D13, section 9: the credit stands on the invoice up to its charge, and the rest is refunded, at once', () =>
    given(...monthly)
      .when(changePlan({ plan: 'enterprise', cycle: 'annual', catalog }))
      .then(toCheaperYear));

  it('writes nothing the second time', () =>
    given(...monthly, toCheaperYear)
      .when(changePlan({ plan: 'enterprise', cycle: 'annual', catalog }))
      .thenNothing());

  it('the year is paid with what did not go back', () =>
    expect(fundsOf(...monthly, toCheaperYear)).toStrictEqual([{ paymentId: 'pay_start', amount: 10_00 }]));
});

describe('the payments that a credit goes back to', () => {
  const tenMore = (seats: number, data: Parameters<typeof seatsChanged>[0]): SubscriptionEvent =>
    seatsChanged({ from: premium(seats - 10), to: premium(seats), unitPrice: 3_00, ...data });
  /** 30.00 from the start, 20.00 for ten seats more from the 11th on, 15.00 for ten more from the 16th on. */
  const paidThrice = [
    ...monthly,
    tenMore(20, { effectiveOn: '2026-04-11', bill: billOf('change', 20_00), paymentId: 'pay_11' }),
    tenMore(30, { effectiveOn: '2026-04-16', bill: billOf('change', 15_00), paymentId: 'pay_16' }),
  ];
  const cents = (price: number): ReturnType<typeof roundVersion>[] => [
    roundVersion({ plans: { ...roundVersion().plans, enterprise: soldPlan('Enterprise', 3, { EUR: price }) } }),
  ];
  const refundsFor = (price: number): readonly Fund[] | undefined => {
    const command = changePlan({ plan: 'enterprise', cycle: 'annual', catalog: cents(price) });
    const [event] = subscriptionDecider.decide(command, replay(subscriptionDecider, paidThrice));
    return event?.type === 'CycleChanged' ? event.data.credit?.refunds : undefined;
  };

  // Unused from the 16th on are 45.00: fifteen days of 3.00. Thirty seats for a year cost 300 times the price of a seat.
  it.each([
    [14, 3_00, [{ paymentId: 'pay_16', amount: 3_00 }]],
    [10, 15_00, [{ paymentId: 'pay_16', amount: 15_00 }]],
    [
      9,
      18_00,
      [
        { paymentId: 'pay_11', amount: 3_00 },
        { paymentId: 'pay_16', amount: 15_00 },
      ],
    ],
    [
      1,
      42_00,
      [
        { paymentId: 'pay_start', amount: 7_00 },
        { paymentId: 'pay_11', amount: 20_00 },
        { paymentId: 'pay_16', amount: 15_00 },
      ],
    ],
  ])('section 9: at %i cents a seat, %i cents go back to the newest first', (price, total, refunds) => {
    expect(refundsFor(price)).toStrictEqual(refunds);
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  });

  it('nothing goes back when the charge takes all of the credit', () => expect(refundsFor(15)).toBeUndefined());

  describe('when a month has become a year', () => {
    const paid = cycleChanged({
      ...annualTerm({ unitPrice: 30_00 }),
      from: premium(10),
      to: premium(10, 'annual'),
      bill: billOf('change', 285_00),
    });

    it('ADR 0012: what was paid for the unused days moves on with the credit', () =>
      expect(fundsOf(...monthly, paid)).toStrictEqual([
        { paymentId: 'pay_start', amount: 15_00 },
        { paymentId: 'pay_change', amount: 285_00 },
      ]));

    it('section 9: a later refund finds it there', () =>
      given(...monthly, paid)
        .when(changePlan({ plan: 'enterprise', catalog }))
        .then(
          expect.objectContaining({
            type: 'PlanUpgraded',
            data: expect.objectContaining({
              credit: expect.objectContaining({
                net: -290_00,
                refunds: [
                  { paymentId: 'pay_start', amount: 5_00 },
                  { paymentId: 'pay_change', amount: 285_00 },
                ],
              }),
            }),
          }),
        ));
  });

  it('what goes back does not move on: the year is paid with the payments before it', () => {
    // Thirty seats for a year at 0.10 cost 30.00 of the 45.00 that are unused: the newest 15.00 went back.
    const [paid] = subscriptionDecider.decide(
      changePlan({ plan: 'enterprise', cycle: 'annual', catalog: cents(10) }),
      replay(subscriptionDecider, paidThrice),
    );
    expect(fundsOf(...paidThrice, paid!)).toStrictEqual([
      { paymentId: 'pay_start', amount: 10_00 },
      { paymentId: 'pay_11', amount: 20_00 },
    ]);
  });

  it('only the newest payments move on: what the used days were paid with stays with them', () =>
    expect(
      fundsOf(
        ...paidThrice,
        cycleChanged({
          ...annualTerm({ unitPrice: 30_00 }),
          from: premium(30),
          to: premium(30, 'annual'),
          bill: billOf('change', 855_00),
        }),
      ),
    ).toStrictEqual([
      { paymentId: 'pay_start', amount: 10_00 },
      { paymentId: 'pay_11', amount: 20_00 },
      { paymentId: 'pay_16', amount: 15_00 },
      { paymentId: 'pay_change', amount: 855_00 },
    ]));
});

describe('a new cycle that takes all of the credit', () => {
  it('section 9: the whole credit is a line, and nothing is refunded when it equals the charge', () => {
    // 0.15 a seat and month: 15.00 for ten seats and a year.
    const equal = [roundVersion({ plans: { ...roundVersion().plans, enterprise: soldPlan('E', 3, { EUR: 15 }) } })];
    given(...monthly)
      .when(changePlan({ plan: 'enterprise', cycle: 'annual', catalog: equal }))
      .then(
        cycleChanged({
          ...annualTerm({ unitPrice: 1_50 }),
          from: premium(10),
          to: enterprise(10, 'annual'),
          bill: billOf(
            'change',
            0,
            charge(enterprise(10, 'annual'), { period: year.period, unitPrice: 1_50, amount: 15_00 }),
            unused(10, -15_00),
          ),
          credit: null,
          paymentId: null,
        }),
      );
  });
});
