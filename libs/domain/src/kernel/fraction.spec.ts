import fc from 'fast-check';
import { add, fraction, round, type Fraction } from './fraction.js';

const wholes = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const denominators = fc.bigInt({ min: 1n, max: 400n });
const fractions = fc.tuple(wholes, denominators).map(([n, d]) => fraction(n, d));

/** Twice the distance between a fraction and a whole number, in units of the fraction's denominator. */
const twiceDistance = ({ numerator, denominator }: Fraction, whole: number): bigint => {
  const difference = 2n * (numerator - BigInt(whole) * denominator);
  return difference < 0n ? -difference : difference;
};

describe('M6 rounding', () => {
  it.each([
    [1, 2, 1],
    [-1, 2, -1],
    [3, 2, 2],
    [-3, 2, -2],
    [5, 2, 3],
    [-5, 2, -3],
    [49, 100, 0],
    [-49, 100, 0],
    [51, 100, 1],
    [-51, 100, -1],
    [0, 7, 0],
    [14, 7, 2],
    [-14, 7, -2],
  ])('%i/%i is %i, halves away from zero', (numerator, denominator, whole) =>
    expect(round(fraction(numerator, denominator))).toBe(whole),
  );

  it('takes the nearest whole number, and of two equally near ones the one away from zero', () =>
    fc.assert(
      fc.property(fractions, (exact) => {
        const whole = round(exact);
        expect(twiceDistance(exact, whole) <= exact.denominator).toBe(true);
        const isHalf = twiceDistance(exact, whole) === exact.denominator;
        expect(!isHalf || Math.abs(whole) * Number(exact.denominator) > Math.abs(Number(exact.numerator))).toBe(true);
      }),
    ));

  it('is symmetric: a credit is rounded like the charge', () =>
    fc.assert(
      fc.property(fractions, ({ numerator, denominator }) => {
        const mirrored = round(fraction(-numerator, denominator));
        expect(mirrored + round(fraction(numerator, denominator))).toBe(0);
      }),
    ));

  it('M2 is exact where binary floating point is not', () => {
    // 4.35 × 100 is 434.99999999999994 in floating point.
    expect(round(fraction(4_35n * 100n, 100))).toBe(4_35);
    expect(round(fraction(9_007_199_254_740_991n, 1))).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([2n ** 53n, -(2n ** 53n)])('stops at %p, beyond the safe whole numbers', (numerator) =>
    expect(() => round(fraction(numerator, 1))).toThrow('invariant broken: an amount is beyond the safe whole numbers'),
  );
});

describe('fractions', () => {
  it('adds exactly: a third, a sixth and a half make one', () => {
    const total = [fraction(1, 3), fraction(1, 6), fraction(1, 2)].reduce(add);
    expect(total.numerator).toBe(total.denominator);
  });

  it('adds with the same denominator and with another to the same', () =>
    fc.assert(
      fc.property(wholes, wholes, denominators, (a, b, d) => {
        const same = add(fraction(a, d), fraction(b, d));
        const other = add(fraction(a, d), fraction(b * 7n, d * 7n));
        expect(same.numerator * other.denominator).toBe(other.numerator * same.denominator);
        expect(same).toStrictEqual({ numerator: a + b, denominator: d });
      }),
    ));

  it.each([0, -1])('has no denominator of %i', (denominator) =>
    expect(() => fraction(1, denominator)).toThrow(
      'invariant broken: a fraction needs a denominator greater than zero',
    ),
  );
});
