import { rounded } from './amounts.js';
import { addMonths, dayOf, textOf } from './calendar.js';
import { periodAt } from './owed.js';

const monthsAfter = (day: string, months: number): string => textOf(addMonths(dayOf(day), months));

describe('rounding', () => {
  it.each([
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [3n, 2n, 2n],
    [-3n, 2n, -2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
    [0n, 7n, 0n],
    [14n, 7n, 2n],
  ])('takes %s / %s to %s, a half away from zero', (numerator, denominator, whole) => {
    expect(rounded(numerator, denominator)).toBe(whole);
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => rounded(1n, 0n)).toThrow('positive');
  });
});

describe('the calendar', () => {
  it('counts days from 1 January 1970', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('1971-01-01')).toBe(365);
    expect(dayOf('1969-12-31')).toBe(-1);
    expect(textOf(dayOf('2024-02-29'))).toBe('2024-02-29');
  });

  it('refuses a day that does not exist', () => {
    expect(() => dayOf('2026-02-29')).toThrow('no day');
    expect(() => dayOf('2026-4-1')).toThrow('no day');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-01-31', 4, '2026-05-31'],
    ['2024-01-30', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    // 2000 was a leap year, 2100 is none.
    ['1999-12-31', 2, '2000-02-29'],
    ['2099-12-31', 2, '2100-02-28'],
  ])('puts %s and %s months at %s', (day, months, expected) => {
    expect(monthsAfter(day, months)).toBe(expected);
  });

  it('begins a period where the one before ends', () => {
    const anchor = dayOf('2026-01-31');
    const february = periodAt(anchor, 1, 'monthly');
    expect([textOf(february.periodStart), textOf(february.periodEnd)]).toEqual(['2026-02-28', '2026-03-31']);
    expect(periodAt(anchor, 2, 'monthly').periodStart).toBe(february.periodEnd);
    expect(textOf(periodAt(anchor, 0, 'annual').periodEnd)).toBe('2027-01-31');
  });
});
