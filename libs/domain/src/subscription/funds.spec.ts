import fc from 'fast-check';
import { fundOf, takeNewest, totalOf, without, type Fund } from './funds.js';

const start: Fund = { paymentId: 'pay_start', amount: 30_00 };
const more: Fund = { paymentId: 'pay_more', amount: 20_00 };
const last: Fund = { paymentId: 'pay_last', amount: 10_00 };
const funds = [start, more, last];

describe('the payments of a period', () => {
  it('add up', () => {
    expect(totalOf(funds)).toBe(60_00);
    expect(totalOf([])).toBe(0);
  });

  it('are none where nothing was paid', () => {
    expect(fundOf('pay_1', 1)).toStrictEqual([{ paymentId: 'pay_1', amount: 1 }]);
    expect(fundOf('pay_1', 0)).toStrictEqual([]);
    expect(fundOf(null, 30_00)).toStrictEqual([]);
  });
});

describe('what is given back (section 9)', () => {
  it('comes from the newest payment first', () =>
    expect(takeNewest(funds, 4_00)).toStrictEqual({
      taken: [{ paymentId: 'pay_last', amount: 4_00 }],
      left: [start, more, { paymentId: 'pay_last', amount: 6_00 }],
    }));

  it('comes from as many payments as it takes, each in full before the one before it', () =>
    expect(takeNewest(funds, 45_00)).toStrictEqual({
      taken: [{ paymentId: 'pay_start', amount: 15_00 }, more, last],
      left: [{ paymentId: 'pay_start', amount: 15_00 }],
    }));

  it('leaves no payment of nothing behind', () =>
    expect(takeNewest(funds, 10_00)).toStrictEqual({ taken: [last], left: [start, more] }));

  it('may be nothing, or everything', () => {
    expect(takeNewest(funds, 0)).toStrictEqual({ taken: [], left: funds });
    expect(takeNewest(funds, 60_00)).toStrictEqual({ taken: funds, left: [] });
    expect(takeNewest([], 0)).toStrictEqual({ taken: [], left: [] });
  });

  it('is never more than was paid, and never less than nothing', () => {
    expect(() => takeNewest(funds, 60_01)).toThrow('invariant broken: 6001 is no part of the 6000 that were paid');
    expect(() => takeNewest(funds, -1)).toThrow('invariant broken: -1 is no part of the 6000 that were paid');
  });

  const cases = fc
    .array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 8 })
    .map((amounts): readonly Fund[] => amounts.map((amount, i) => ({ paymentId: `pay_${i}`, amount })))
    .chain((paid) => fc.tuple(fc.constant(paid), fc.integer({ min: 0, max: totalOf(paid) })));

  const partOf = (some: readonly Fund[], { paymentId }: Fund): number =>
    totalOf(some.filter((fund) => fund.paymentId === paymentId));

  it('splits every payment, to the cent, and keeps their order', () =>
    fc.assert(
      fc.property(cases, ([paid, amount]) => {
        const { taken, left } = takeNewest(paid, amount);
        expect(totalOf(taken)).toBe(amount);
        for (const fund of paid) expect(partOf(taken, fund) + partOf(left, fund)).toBe(fund.amount);
        const ids = paid.map(({ paymentId }) => paymentId);
        expect(taken.map(({ paymentId }) => paymentId)).toStrictEqual(ids.slice(ids.length - taken.length));
        expect(left.map(({ paymentId }) => paymentId)).toStrictEqual(ids.slice(0, left.length));
      }),
    ));

  it('is the same taken at once or in two parts', () =>
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ([paid, amount], share) => {
        const first = Math.floor(amount * share);
        const twice = takeNewest(takeNewest(paid, first).left, amount - first);
        expect(twice.left).toStrictEqual(takeNewest(paid, amount).left);
      }),
    ));
});

describe('taking the very parts that were promised', () => {
  it('D2 leaves a payment that has come since untouched', () =>
    expect(without(funds, [{ ...start, amount: 20_00 }])).toStrictEqual([{ ...start, amount: 10_00 }, more, last]));

  it('M13 takes no more of a payment than it paid', () =>
    expect(() => without(funds, [{ ...last, amount: 10_01 }])).toThrow(
      'invariant broken: what is taken of a payment was paid with it',
    ));
});
