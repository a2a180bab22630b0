import fc from 'fast-check';
import { decimalsOf, formatMinor, isCurrency, money, parseMinor, sum } from './money.js';

/** A currency without decimals, one with two, one with three. */
const CURRENCIES = ['JPY', 'EUR', 'KWD'] as const;

describe('amounts as text', () => {
  it.each([
    ['JPY', '1500', 1_500],
    ['JPY', '0', 0],
    ['EUR', '13.49', 13_49],
    ['EUR', '13.4', 13_40],
    ['EUR', '13', 13_00],
    ['EUR', '0.05', 5],
    ['KWD', '4.125', 4_125],
    ['KWD', '4', 4_000],
    ['KWD', '999999999999.999', 999_999_999_999_999],
  ])('reads %s %s as %i minor units', (currency, text, minor) => expect(parseMinor(text, currency)).toBe(minor));

  it.each([
    ['JPY', '1500.0'],
    ['EUR', '13.490'],
    ['EUR', '13.'],
    ['EUR', '.49'],
    ['EUR', '-13.49'],
    ['EUR', '+13.49'],
    ['EUR', '13,49'],
    ['EUR', '1e3'],
    ['EUR', ' 13.49'],
    ['EUR', '13.49\n'],
    ['EUR', '0x10'],
    ['EUR', ''],
    ['EUR', '1000000000000'],
    ['KWD', '4.1255'],
  ])('takes %s %j for no amount', (currency, text) => expect(parseMinor(text, currency)).toBeNull());

  it.each([
    ['JPY', 1_500, '1500'],
    ['JPY', -5, '-5'],
    ['JPY', 0, '0'],
    ['EUR', 33_73, '33.73'],
    ['EUR', -33_73, '-33.73'],
    ['EUR', 5, '0.05'],
    ['EUR', -5, '-0.05'],
    ['EUR', 0, '0.00'],
    ['EUR', 100, '1.00'],
    ['KWD', 4_125, '4.125'],
    ['KWD', -7, '-0.007'],
  ])('writes %s %i minor units as %s', (currency, minor, text) => expect(formatMinor(minor, currency)).toBe(text));

  it('reads back what it wrote, with 0, 2 and 3 decimals', () =>
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.nat({ max: 999_999_999_999 }), (currency, minor) => {
        expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor);
      }),
    ));
});

describe('currencies', () => {
  it.each([
    ['JPY', 0],
    ['EUR', 2],
    ['KWD', 3],
  ])('%s has %i decimals', (currency, decimals) => expect(decimalsOf(currency)).toBe(decimals));

  it.each(['EUR', 'USD', 'JPY'])('knows %s', (code) => expect(isCurrency(code)).toBe(true));

  it.each(['eur', 'XXX', '', 'constructor', '__proto__', 'toString'])('does not know %j', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => decimalsOf(code)).toThrow(`invariant broken: the currency ${code} is not known`);
  });
});

describe('money', () => {
  it('M1 is a whole number of minor units', () =>
    expect(money(33_73, 'EUR')).toStrictEqual({ minor: 33_73, currency: 'EUR' }));

  it.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %p minor units', (minor) =>
    expect(() => money(minor, 'EUR')).toThrow(`invariant broken: money needs whole minor units, not ${minor}`),
  );

  it('adds up, and nothing adds up to zero', () => {
    expect(sum([76_23, -33_73])).toBe(42_50);
    expect(sum([])).toBe(0);
  });

  it('stops at a sum beyond the safe whole numbers', () =>
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow('beyond the safe whole numbers'));
});
