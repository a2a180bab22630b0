import fc from 'fast-check';
import { addDays, daysIn, type LocalDate } from '../kernel/local-date.js';
import { boundary, firstTerm, newTermOn, nextTerm, periodOf, type Term } from './term.js';

const term = (anchorOn: LocalDate, cycle: Term['cycle']): Term => ({ index: 0, anchorOn, monthsFromAnchor: 0, cycle });

describe('M4 the boundaries of a term', () => {
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

describe('the terms of a subscription (D13)', () => {
  it('D13 are counted, and the first begins on its anchor', () =>
    expect(firstTerm('2026-04-16', 'monthly')).toStrictEqual(term('2026-04-16', 'monthly')));

  it('D13 one that begins anew has its own anchor, whatever was before', () => {
    const before: Term = { index: 3, anchorOn: '2024-02-29', monthsFromAnchor: 12, cycle: 'monthly' };
    expect(newTermOn(before, '2026-04-16', 'annual')).toStrictEqual({
      index: 4,
      anchorOn: '2026-04-16',
      monthsFromAnchor: 0,
      cycle: 'annual',
    });
  });

  it('D13 one that takes over the anchor begins where the period before ends', () => {
    const years = term('2024-02-29', 'annual');
    const months = nextTerm(years, 1, 'monthly');
    expect(months).toStrictEqual({ index: 1, anchorOn: '2024-02-29', monthsFromAnchor: 24, cycle: 'monthly' });
    expect(boundary(months, 0)).toBe(boundary(years, 2));
  });

  it('D13 one after another goes on counting from the same anchor', () => {
    const months = nextTerm(term('2024-02-29', 'annual'), 0, 'monthly');
    const years = nextTerm(months, 2, 'annual');
    expect(years).toStrictEqual({ index: 2, anchorOn: '2024-02-29', monthsFromAnchor: 15, cycle: 'annual' });
    expect(periodOf(years, 0)).toStrictEqual({ start: '2025-05-29', end: '2026-05-29' });
  });

  it('D13 whatever follows whatever, no day is left out and none counted twice', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 }),
        fc.array(fc.record({ cycle: fc.constantFrom('monthly', 'annual'), periods: fc.integer({ min: 1, max: 5 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (day, list) => {
          let current = term(addDays('2024-01-01', day), list[0]!.cycle);
          let end = boundary(current, 0);
          list.forEach(({ cycle, periods }, i) => {
            if (i > 0) current = nextTerm(current, list[i - 1]!.periods - 1, cycle);
            for (let k = 0; k < periods; k += 1) {
              const period = periodOf(current, k);
              expect(period.start).toBe(end);
              end = period.end;
            }
          });
        },
      ),
    ));
});
