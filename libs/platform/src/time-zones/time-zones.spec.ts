import fc from 'fast-check';
import { dayIn, isTimeZone, startOfDay } from './time-zones.js';

const ZONES = Intl.supportedValuesOf('timeZone');

/** The runtime's own calendar, which shares no code with the one under test. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const calendarDay = (zone: string, epochMs: number): string => {
  const formatter =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(zone, formatter);
  return formatter.format(epochMs);
};

const zone = fc.constantFrom(...ZONES);
const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('isTimeZone', () => {
  it.each(['Europe/Paris', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Mars/Olympus', 'CET+1', '+01:00', 'Europe/Paris ', 'Europe', '../etc/passwd'])('refuses %p', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('accepts every zone of the runtime, and each of them can be billed in', () => {
    for (const name of ZONES) {
      expect(isTimeZone(name)).toBe(true);
      expect(dayIn(name, '2026-06-15T12:00:00.000Z')).toMatch(/^2026-06-1[56]$/);
    }
  });
});

describe('dayIn', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-04-15T10:00:00.000Z', '2026-04-16', 'fourteen hours ahead, midnight has just struck'],
    ['Pacific/Kiritimati', '2026-04-15T09:59:59.999Z', '2026-04-15', 'a millisecond earlier it had not'],
    ['Pacific/Pago_Pago', '2026-04-16T10:59:59.999Z', '2026-04-15', 'eleven hours behind, it is still yesterday'],
    ['Pacific/Pago_Pago', '2026-04-16T11:00:00.000Z', '2026-04-16', 'and now it is today'],
    ['Asia/Kolkata', '2026-04-15T19:00:00.000Z', '2026-04-16', '00:30 in India'],
    ['America/New_York', '2026-04-16T03:30:00.000Z', '2026-04-15', '23:30 in New York'],
    ['America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01', 'the first 01:30 of a night that has two'],
    ['America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01', 'the second 01:30'],
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29', 'the last moment east of the date line'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31', 'the first one west of it'],
    ['UTC', '2024-02-29T23:59:59.999Z', '2024-02-29', 'a leap day'],
  ])('in %s at %s is %s: %s', (name, instant, expected) => {
    expect(dayIn(name, instant)).toBe(expected);
  });

  it('agrees with the calendar of the runtime for any instant in any zone', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2099, 11, 31) });
    fc.assert(
      fc.property(zone, instant, (name, epochMs) => {
        expect(dayIn(name, new Date(epochMs).toISOString())).toBe(calendarDay(name, epochMs));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('startOfDay', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-04-16', '2026-04-15T10:00:00.000Z', 'fourteen hours before UTC'],
    ['Pacific/Pago_Pago', '2026-04-16', '2026-04-16T11:00:00.000Z', 'eleven hours after UTC'],
    ['Asia/Kolkata', '2026-04-16', '2026-04-15T18:30:00.000Z', 'half-hour offset'],
    ['Europe/Paris', '2026-03-29', '2026-03-28T23:00:00.000Z', 'summer time begins later that night'],
    ['Europe/Paris', '2026-03-30', '2026-03-29T22:00:00.000Z', 'and holds on the next day'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 'midnight is skipped: the day begins at 01:00'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 'midnight is skipped: the day begins at 01:00'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', 'midnight is skipped: the day begins at 01:00'],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z', 'the hour before midnight was repeated'],
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00.000Z', 'midnight comes twice: the first one counts'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 'the day after the one that never was'],
  ])('in %s, %s begins at %s: %s', (name, of, expected) => {
    expect(startOfDay(name, of)).toBe(expected);
  });

  it('of a day that a zone skipped is the first instant after it', () => {
    expect(startOfDay('Pacific/Apia', '2011-12-30')).toBe(startOfDay('Pacific/Apia', '2011-12-31'));
  });

  it('is the first instant of that day, for any day in any zone that had it', () => {
    fc.assert(
      fc.property(zone, day, (name, of) => {
        const start = startOfDay(name, of);
        const startMs = Date.parse(start);
        fc.pre(calendarDay(name, startMs) === of);
        expect(dayIn(name, start)).toBe(of);
        expect(calendarDay(name, startMs - 1) < of).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('skips no day but the one that the zone skipped itself', () => {
    const skipped = [
      ['Pacific/Apia', '2011-12-30'],
      ['Pacific/Fakaofo', '2011-12-30'],
      ['Pacific/Kiritimati', '1994-12-31'],
      ['Pacific/Enderbury', '1994-12-31'],
      ['Pacific/Kanton', '1994-12-31'],
      ['Pacific/Kwajalein', '1993-08-21'],
    ].map(String);
    fc.assert(
      fc.property(zone, day, (name, of) => {
        const isSame = dayIn(name, startOfDay(name, of)) === of;
        expect(isSame).toBe(!skipped.includes(`${name},${of}`));
      }),
      { numRuns: 2_000, examples: [['Pacific/Apia', '2011-12-30']] },
    );
  });
});
