import fc from 'fast-check';
import {
  billOf,
  cancellationScheduled,
  charge,
  changeRequested,
  cycleChanged,
  ended,
  MAY,
  opened,
  planRaised,
  premium,
  priced,
  renewed,
  seatsChanged,
  upgraded,
} from '../testing/index.js';
import type { Credit } from '../subscription/credit.js';
import type { PaymentReceived } from '../subscription/collection.events.js';
import type { SubscriptionEvent } from '../subscription/subscription.events.js';
import { creditOf, invoicesOfPeriod, isBilled, isBilledIn, isCredited, reductionsOf } from './period-invoices.js';

const APRIL_PLACE = { term: 0, k: 0 };
const MAY_PLACE = { term: 0, k: 1 };

const received = (invoiceNumber: string, net: number, place = MAY_PLACE): PaymentReceived => ({
  type: 'PaymentReceived',
  data: { subscriptionId: 'sub_1', paymentId: 'pay', invoiceNumber, net, ...place, effectiveOn: '2026-05-02' },
});

const creditOfAmount = (reducesOpen: number): Credit => ({
  ...{ reason: 'correction', currency: 'EUR', lines: [], net: -reducesOpen, reducesOpen, refunds: [] },
});

/** The numbers of the invoices of a place, A, B, C in their order, and what is open of each. */
const openIn = (history: readonly SubscriptionEvent[], place = APRIL_PLACE): (readonly [string, number, number])[] => {
  const numbers = history.filter((event) => isBilledIn(event, place)).map((_, i) => 'ABCDEF'.charAt(i));
  return invoicesOfPeriod(history, place, numbers).map(({ number, open, reduced }) => [number, open, reduced]);
};

describe('the invoices of a period', () => {
  it('are those of the start and of each paid change, which were paid before them', () =>
    expect(openIn([opened(), upgraded(), changeRequested(), seatsChanged(), planRaised()])).toEqual([
      ['A', 0, 0],
      ['B', 0, 0],
      ['C', 0, 0],
    ]));

  it('are not those of the period before or after, nor of the next term', () => {
    const history = [opened(), upgraded(), cycleChanged()];
    expect(openIn([...history.slice(0, 2), renewed()])).toHaveLength(1);
    expect(openIn([...history.slice(0, 2), renewed()], MAY_PLACE)).toHaveLength(1);
    expect(openIn(history)).toHaveLength(1);
    expect(openIn(history, { term: 1, k: 0 })).toEqual([['A', 0, 0]]);
  });

  it('D7 are open until they are paid, by what was paid, when they were issued first', () => {
    const history = [opened({ collection: 'manual' }), upgraded({ paymentId: null }), renewed()];
    expect(openIn(history)).toEqual([['A', 67_45, 0]]);
    expect(openIn([...history, received('A', 60_00, APRIL_PLACE)])).toEqual([['A', 7_45, 0]]);
    expect(openIn([...history, received('B', 67_45), received('A', 99_00, APRIL_PLACE)])).toEqual([['A', 0, 0]]);
    expect(openIn(history, MAY_PLACE)).toEqual([['A', 67_45, 0]]);
    expect(openIn([...history, received('A', 67_45)], MAY_PLACE)).toEqual([['A', 0, 0]]);
  });

  it('D16 are reduced by the credit of the plan that lapses', () => {
    const history = [opened(), upgraded(), renewed(), ended({ credit: creditOfAmount(52_22) })];
    expect(openIn(history, MAY_PLACE)).toEqual([['A', 15_23, 52_22]]);
    expect(openIn(history)).toEqual([['A', 0, 0]]);
  });

  it('are reduced by the credit of a change, which takes nothing off its own invoice: the newest first', () => {
    const manual = [opened({ collection: 'manual' }), upgraded({ paymentId: null }), seatsChanged({ paymentId: null })];
    const change = planRaised({ paymentId: null, credit: creditOfAmount(40_00) });
    expect(openIn([...manual, change])).toEqual([
      ['A', 61_18, 6_27],
      ['B', 0, 33_73],
      ['C', 42_50, 0],
    ]);
  });

  it('D13 of a cut period are reduced by the credit of the new term, those of the new term are not', () => {
    const history = [
      opened(),
      upgraded({ paymentId: null }),
      cycleChanged({ paymentId: null, credit: creditOfAmount(10_00) }),
    ];
    expect(openIn(history)).toEqual([['A', 57_45, 10_00]]);
    expect(openIn(history, { term: 1, k: 0 })).toEqual([['A', 640_78, 0]]);
  });

  it('D11 follow a trial, for which there is none', () => {
    const trial: SubscriptionEvent = {
      type: 'TrialStarted',
      data: { ...priced(), subscriptionId: 'sub_1', to: premium(5), effectiveOn: '2026-04-01' },
    };
    const term = { index: 1, anchorOn: '2026-05-01', monthsFromAnchor: 0, cycle: 'monthly' } as const;
    const bill = billOf('start', 67_45, charge(premium(5), { period: MAY, unitPrice: 13_49, amount: 67_45 }));
    const converted: SubscriptionEvent = {
      type: 'TrialConverted',
      data: {
        ...priced({ term, period: MAY }),
        ...{ subscriptionId: 'sub_1', from: premium(5), to: premium(5), effectiveOn: '2026-05-01' },
        ...{ timeZone: 'Europe/Paris', bill, supersedes: [] },
      },
    };
    const history = [opened(), trial, converted, ended({ credit: creditOfAmount(20_00) })];
    expect(openIn(history)).toEqual([]);
    expect(openIn(history, { term: 1, k: 0 })).toEqual([['A', 47_45, 20_00]]);
  });

  it('each need a number', () =>
    expect(() => invoicesOfPeriod([opened(), upgraded()], APRIL_PLACE, [])).toThrow('has a number'));
});

describe('what a credit takes off open invoices', () => {
  const invoices = [
    { number: 'A', open: 10_00 },
    { number: 'B', open: 0 },
    { number: 'C', open: 5_00 },
  ];

  it.each([
    [0, []],
    [4_00, [{ number: 'C', amount: 4_00 }]],
    [5_00, [{ number: 'C', amount: 5_00 }]],
    [
      15_00,
      [
        { number: 'A', amount: 10_00 },
        { number: 'C', amount: 5_00 },
      ],
    ],
  ])('is taken off the newest first: %d', (amount, expected) =>
    expect(reductionsOf(invoices, amount)).toEqual(expected),
  );

  it('is never more than what is open', () =>
    expect(() => reductionsOf(invoices, 15_01)).toThrow('1501 is no more than what is open'));

  it('adds up, and leaves no invoice with less than nothing', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { maxLength: 8 }), fc.nat(), (opens, wish) => {
        const open = opens.reduce((total, amount) => total + amount, 0);
        const amount = open === 0 ? 0 : wish % (open + 1);
        const all = opens.map((minor, i) => ({ number: `FA-${i}`, open: minor }));
        const reductions = reductionsOf(all, amount);
        expect(reductions.reduce((total, one) => total + one.amount, 0)).toBe(amount);
        for (const one of reductions) {
          expect(one.amount).toBeGreaterThan(0);
          expect(one.amount).toBeLessThanOrEqual(all.find(({ number }) => number === one.number)!.open);
        }
      }),
    ));
});

describe('which facts lead to which document', () => {
  it('a bill to an invoice, a request for a payment to none', () => {
    expect([upgraded(), seatsChanged(), planRaised(), cycleChanged(), renewed()].every(isBilled)).toBe(true);
    expect([opened(), changeRequested(), ended(), cancellationScheduled()].some(isBilled)).toBe(false);
  });

  it('a credit to a credit note, and nothing that is still asked for', () => {
    const credit = creditOfAmount(1);
    const credited = [planRaised({ credit }), cycleChanged({ credit }), ended({ credit })];
    expect(credited.map(creditOf)).toEqual([credit, credit, credit]);
    expect(credited.every(isCredited)).toBe(true);
    const others = [planRaised(), cycleChanged(), ended(), renewed(), changeRequested({ credit })];
    expect(others.map(creditOf)).toEqual([null, null, null, null, null]);
    expect(others.some(isCredited)).toBe(false);
  });
});
