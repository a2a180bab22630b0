import fc from 'fast-check';
import { addDays, daysIn, type LocalDate } from '../kernel/local-date.js';
import { boundary, periodOf, type Term } from './term.js';

const term = (anchorOn: LocalDate, cycle: Term['cycle']): Term => ({ index: 0, anchorOn, monthsFromAnchor: 0, cycle });

describe('the boundaries of a term (section 9)', () => {
  it('R16 are a month apart, or a year', () => {
    expect(boundary(term('2026-04-16', 'monthly'), 3)).toBe('2026-07-16');
    expect(boundary(term('2026-04-16', 'annual'), 3)).toBe('2029-04-16');
  });

  it('begin with the anchor', () => expect(boundary(term('2026-01-31', 'monthly'), 0)).toBe('2026-01-31'));

  it('make periods whose end is the start of the next', () =>
    expect([0, 1, 2].map((k) => periodOf(term('2026-01-31', 'monthly'), k))).toStrictEqual([
      { start: '2026-01-31', end: '2026-02-28' },
      { start: '2026-02-28', end: '2026-03-31' },
      { start: '2026-03-31', end: '2026-04-30' },
    ]));

  it('leave no day out and count none twice, over ten years from any anchor', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.constantFrom('monthly', 'annual'), (day, cycle) => {
        const anchor = addDays('2024-01-01', day);
        const years = 10;
        const periods = cycle === 'annual' ? years : years * 12;
        const days = Array.from({ length: periods }, (_, k) => daysIn(periodOf(term(anchor, cycle), k)));
        expect(days.every((length) => length >= 28 && length <= 366)).toBe(true);
        expect(
          addDays(
            anchor,
            days.reduce((sum, length) => sum + length, 0),
          ),
        ).toBe(boundary(term(anchor, 'annual'), years));
      }),
    ));
});
