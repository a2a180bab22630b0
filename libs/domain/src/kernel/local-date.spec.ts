import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  daysIn,
  daysInMonth,
  isInside,
  localDate,
  monthsAfter,
  parseLocalDate,
  type LocalDate,
} from './local-date.js';

/** An oracle of another make: the JavaScript engine's own calendar, in UTC. */
const MS_PER_DAY = 86_400_000;
const toMs = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const fromMs = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10) as LocalDate;

const FIRST = toMs('0001-01-01');
const LAST = toMs('9999-12-31');
const days = fc.integer({ min: FIRST / MS_PER_DAY, max: LAST / MS_PER_DAY }).map((day) => fromMs(day * MS_PER_DAY));

describe('local dates', () => {
  it('counts every day of 400 years, after which the calendar repeats, like the calendar of the engine', () => {
    let date: LocalDate = '1900-01-01';
    const wrong: LocalDate[] = [];
    for (let ms = toMs(date); ms < toMs('2300-01-01'); ms += MS_PER_DAY) {
      const next = addDays(date, 1);
      if (next !== fromMs(ms + MS_PER_DAY) || daysBetween(date, next) !== 1) wrong.push(date);
      date = next;
    }
    expect([wrong, date]).toStrictEqual([[], '2300-01-01']);
  });

  it('begins and ends every month of the years 1 to 9999 like the calendar of the engine', () => {
    const wrong: LocalDate[] = [];
    for (let month = 1; month < 9999 * 12; month += 1) {
      const first = fromMs(new Date(0).setUTCFullYear(1, month, 1));
      const lastBefore = fromMs(new Date(0).setUTCFullYear(1, month, 0));
      if (addDays(lastBefore, 1) !== first || addDays(first, -1) !== lastBefore) wrong.push(first);
    }
    expect(wrong).toStrictEqual([]);
  });

  it('agrees with the calendar of the engine on the distance of any two days, in both directions', () =>
    fc.assert(
      fc.property(days, days, (from, to) => {
        const distance = (toMs(to) - toMs(from)) / MS_PER_DAY;
        expect(daysBetween(from, to)).toBe(distance);
        expect(addDays(from, distance)).toBe(to);
      }),
    ));

  it.each([
    [2024, 29],
    [2026, 28],
    [2000, 29],
    [2100, 28],
    [1900, 28],
  ])('gives the February of %i %i days', (year, length) => {
    expect(daysInMonth(year, 2)).toBe(length);
    expect(daysBetween(localDate({ year, month: 2, day: 1 }), localDate({ year, month: 3, day: 1 }))).toBe(length);
  });

  it('gives the months of a common year their lengths', () =>
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => daysInMonth(2026, month))).toStrictEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]));

  it.each(['2026-04-16', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (text) =>
    expect(parseLocalDate(text)).toBe(text),
  );

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-4-16',
    '2026-04-16T00:00:00Z',
    ' 2026-04-16',
    '2026-04-16\n',
    '16/04/2026',
    '',
  ])('takes %j for no day', (text) => expect(parseLocalDate(text)).toBeNull());

  it.each([
    [{ year: 2026, month: 2, day: 29 }, '2026-02-29'],
    [{ year: 2026, month: 13, day: 1 }, '2026-13-01'],
    [{ year: 2026, month: 0, day: 1 }, '2026-00-01'],
    [{ year: 2026, month: 1, day: 0 }, '2026-01-00'],
    [{ year: 0, month: 1, day: 1 }, '0000-01-01'],
    [{ year: 10_000, month: 1, day: 1 }, '10000-01-01'],
  ])('makes no day of %j', (parts, text) =>
    expect(() => localDate(parts)).toThrow(`invariant broken: ${text} is no day of the years 1 to 9999`),
  );

  it('stops at the last day that has four digits', () => expect(() => addDays('9999-12-31', 1)).toThrow('10000-01-01'));

  it('has the start of a period inside and its end outside', () => {
    const april = { start: '2026-04-01', end: '2026-05-01' } as const;
    const inside = (['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01'] as const).map((day) =>
      isInside(day, april),
    );
    expect(inside).toStrictEqual([false, true, true, false]);
    expect(daysIn(april)).toBe(30);
  });
});

describe('M4 months after an anchor', () => {
  const after = (anchor: LocalDate, months: readonly number[]): LocalDate[] =>
    months.map((count) => monthsAfter(anchor, count));

  it('an anchor on the 31st takes the last day of a short month and comes back to the 31st', () =>
    expect(after('2026-01-31', [0, 1, 2, 3, 4, 11, 12])).toStrictEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-12-31',
      '2027-01-31',
    ]));

  it('an anchor on the 31st takes the leap day where there is one', () =>
    expect(after('2024-01-31', [1, 2])).toStrictEqual(['2024-02-29', '2024-03-31']));

  it.each([
    ['2026-01-30', '2026-02-28', '2026-03-30'],
    ['2026-01-29', '2026-02-28', '2026-03-29'],
    ['2026-01-28', '2026-02-28', '2026-03-28'],
  ] as const)('an anchor on %s gives %s, then %s', (anchor, february, march) =>
    expect(after(anchor, [1, 2])).toStrictEqual([february, march]),
  );

  it('an annual anchor on the leap day waits for the next one', () =>
    expect(after('2024-02-29', [12, 24, 36, 48])).toStrictEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]));

  it('an annual anchor on the leap day of 2096 finds none in 2100', () =>
    expect(after('2096-02-29', [48, 96])).toStrictEqual(['2100-02-28', '2104-02-29']));

  it('goes back in time as well', () =>
    expect(after('2026-03-31', [-1, -3, -15])).toStrictEqual(['2026-02-28', '2025-12-31', '2024-12-31']));

  it('gives the anchor day, or the last day of a month that is too short for it', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 600 }), (anchor, months) => {
        fc.pre(anchor < '9940-01-01');
        const [year, month, day] = anchor.split('-').map(Number) as [number, number, number];
        // Day 0 of a month is the last day of the one before it, by the engine's own rolling over.
        const lastOfMonth = new Date(0).setUTCFullYear(year, month + months, 0);
        const expected = new Date(lastOfMonth).setUTCDate(Math.min(day, new Date(lastOfMonth).getUTCDate()));
        expect(monthsAfter(anchor, months)).toBe(fromMs(expected));
      }),
    ));
});
