import type { Cycle } from '../client/index.js';
import { priceIntegral } from './price-integral.js';

const PRICES: Readonly<Record<string, number>> = { premium: 13_49, business: 30_49 };
const priceOf = (plan: string, cycle: Cycle): number => (PRICES[plan] ?? 0) * (cycle === 'annual' ? 10 : 1);

describe('the price integral of the story', () => {
  it.each([
    ['the day of the upgrade, the whole first period', '2026-01-31', 67_45],
    ['the eve of the first renewal', '2026-02-27', 67_45],
    ['the day of the first renewal, which is the last of February', '2026-02-28', 134_90],
    ['the end of the period in which the seats doubled half way, 101.175 rounded', '2026-04-29', 2 * 67_45 + 101_18],
    ['the period in which the plan rose half way', '2026-06-29', 2 * 67_45 + 101_18 + 134_90 + 219_90],
    ['the end of the story', '2027-03-31', 2 * 67_45 + 101_18 + 134_90 + 219_90 + 10 * 304_90],
  ])('of the team counts, by %s', (_, until, owed) => {
    expect(priceIntegral('design', priceOf, until)).toBe(owed);
  });

  it('of a year that was cancelled counts that year alone', () => {
    expect(priceIntegral('acme', priceOf, '2027-03-31')).toBe(15 * 304_90);
  });
});
