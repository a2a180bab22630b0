import fc from 'fast-check';
import { formatMinor } from '#domain';
import { formatCount, formatMoney, formatRate, formatUnitPrice } from './format-money.js';

/** So that a reader sees which space it is. */
const spelled = (text: string): string => text.replaceAll('\u00A0', '[nbsp]').replaceAll('\u202F', '[narrow]');

describe('formatMoney', () => {
  it.each([
    [33_73, 'EUR', '€33.73', '33,73[nbsp]€'],
    [1_234_567_89, 'EUR', '€1,234,567.89', '1[narrow]234[narrow]567,89[nbsp]€'],
    [1_000_00, 'USD', '$1,000.00', '1[narrow]000,00[nbsp]$'],
    [999_99, 'GBP', '£999.99', '999,99[nbsp]£'],
    [1_500, 'JPY', '¥1,500', '1[narrow]500[nbsp]¥'],
    [4_125, 'KWD', 'KWD[nbsp]4.125', '4,125[nbsp]KWD'],
    [12_345_678, 'KWD', 'KWD[nbsp]12,345.678', '12[narrow]345,678[nbsp]KWD'],
    [10_00, 'CAD', 'CAD[nbsp]10.00', '10,00[nbsp]CAD'],
    [0, 'EUR', '€0.00', '0,00[nbsp]€'],
    [-0, 'EUR', '€0.00', '0,00[nbsp]€'],
    [5, 'EUR', '€0.05', '0,05[nbsp]€'],
    [-1_234_56, 'EUR', '−€1,234.56', '−1[narrow]234,56[nbsp]€'],
    [-5, 'KWD', '−KWD[nbsp]0.005', '−0,005[nbsp]KWD'],
    [-1_500, 'JPY', '−¥1,500', '−1[narrow]500[nbsp]¥'],
    [
      Number.MAX_SAFE_INTEGER,
      'EUR',
      '€90,071,992,547,409.91',
      '90[narrow]071[narrow]992[narrow]547[narrow]409,91[nbsp]€',
    ],
  ])('writes %d minor units of %s', (minor, currency, en, fr) => {
    expect(spelled(formatMoney(minor, currency, 'en'))).toBe(en);
    expect(spelled(formatMoney(minor, currency, 'fr'))).toBe(fr);
  });

  it('keeps every digit of every amount', () => {
    const digits = (text: string): string => text.replace(/\D/g, '');
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD');
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, fc.constantFrom('en', 'fr'), (minor, currency, language) => {
        expect(digits(formatMoney(minor, currency, language))).toBe(digits(formatMinor(minor, currency)));
      }),
    );
  });

  it('refuses a currency that is not sold in, rather than guess its decimals', () => {
    expect(() => formatMoney(1, 'constructor', 'en')).toThrow('the currency constructor is not known');
  });
});

describe('formatUnitPrice', () => {
  const price = (amount: number, quantity: number, currency: string): [en: string, fr: string] => [
    spelled(formatUnitPrice({ amount, quantity }, currency, 'en')),
    spelled(formatUnitPrice({ amount, quantity }, currency, 'fr')),
  ];

  it.each([
    ['a price without remainder, with the decimals of its currency', price(67_45, 5, 'EUR'), '€13.49', '13,49[nbsp]€'],
    ['a remainder to six decimals, rounded', price(100_00, 3, 'EUR'), '€33.333333', '33,333333[nbsp]€'],
    ['a half away from zero', price(1, 20_000, 'EUR'), '€0.000001', '0,000001[nbsp]€'],
    ['no zeros behind the decimals that are needed', price(49_98, 4, 'EUR'), '€12.495', '12,495[nbsp]€'],
    ['a credit without its sign, which stands at the quantity', price(-33_73, 5, 'EUR'), '€6.746', '6,746[nbsp]€'],
    ['a currency without decimals', price(7_500, 5, 'JPY'), '¥1,500', '1[narrow]500[nbsp]¥'],
    ['decimals of such a currency, if it takes them', price(1_000, 3, 'JPY'), '¥333.333333', '333,333333[nbsp]¥'],
    ['three decimals', price(20_625, 5, 'KWD'), 'KWD[nbsp]4.125', '4,125[nbsp]KWD'],
    ['a line that comes to nothing', price(0, 5, 'EUR'), '€0.00', '0,00[nbsp]€'],
  ])('writes %s', (_, written, en, fr) => {
    expect(written).toEqual([en, fr]);
  });

  it('gives the amount back when it is multiplied with the quantity and rounded', () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 500 }), (amount, quantity) => {
        const [whole = '', part = ''] = price(amount, quantity, 'KWD')[0]
          .replace(/[^\d.]/g, '')
          .split('.');
        const millionths = BigInt(whole + part.padEnd(6, '0')) * BigInt(quantity);
        expect((millionths + 500n) / 1000n).toBe(BigInt(amount));
      }),
    );
  });

  it('refuses a line without a quantity', () => {
    expect(() => formatUnitPrice({ amount: 1, quantity: 0 }, 'EUR', 'en')).toThrow('a line has a quantity');
  });
});

describe('formatRate', () => {
  it.each([
    [20_00, '20%', '20[nbsp]%'],
    [8_50, '8.5%', '8,5[nbsp]%'],
    [2_10, '2.1%', '2,1[nbsp]%'],
    [25, '0.25%', '0,25[nbsp]%'],
    [10_00, '10%', '10[nbsp]%'],
    [5, '0.05%', '0,05[nbsp]%'],
    [0, '0%', '0[nbsp]%'],
  ])('writes %d basis points', (rate, en, fr) => {
    expect(formatRate(rate, 'en')).toBe(en);
    expect(spelled(formatRate(rate, 'fr'))).toBe(fr);
  });
});

describe('formatCount', () => {
  it.each([
    [5, '5', '5'],
    [-5, '−5', '−5'],
    [34_567, '34,567', '34[narrow]567'],
  ])('writes %d', (count, en, fr) => {
    expect(formatCount(count, 'en')).toBe(en);
    expect(spelled(formatCount(count, 'fr'))).toBe(fr);
  });
});
