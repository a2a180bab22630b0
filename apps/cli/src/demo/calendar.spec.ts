import { dayAt, daysFrom, endOf, monthsAfter, monthsFrom } from './calendar.js';

describe('the calendar of the demo', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-15', 12, '2027-01-15'],
  ])('counts from %s %i months to %s', (day, months, expected) => {
    expect(monthsAfter(day, months)).toBe(expected);
  });

  it('knows the end of a month', () => {
    expect(['2026-02', '2026-04', '2026-12'].map(endOf)).toEqual(['2026-02-28', '2026-04-30', '2026-12-31']);
  });

  it('lists days without the last, over the end of a month', () => {
    expect(daysFrom('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  it('lists months over the end of a year', () => {
    expect(monthsFrom('2026-11-30', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('takes an instant for the day that it is in the zone', () => {
    expect(dayAt('2026-02-27T23:00:00.000Z', 'Europe/Paris')).toBe('2026-02-28');
  });
});
