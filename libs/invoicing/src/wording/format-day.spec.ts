import type { LocalDate } from '#domain';
import { formatDay, formatDays, formatInstant, servicePeriod } from './format-day.js';

describe('formatDay', () => {
  it.each<[LocalDate, string, string]>([
    ['2026-04-01', '1 April 2026', '1er avril 2026'],
    ['2026-04-30', '30 April 2026', '30 avril 2026'],
    ['2026-04-11', '11 April 2026', '11 avril 2026'],
    ['2028-02-29', '29 February 2028', '29 février 2028'],
    ['2026-08-02', '2 August 2026', '2 août 2026'],
    ['2026-12-31', '31 December 2026', '31 décembre 2026'],
  ])('writes %s', (date, en, fr) => {
    expect(formatDay(date, 'en')).toBe(en);
    expect(formatDay(date, 'fr')).toBe(fr);
  });

  it('knows all months, in order', () => {
    const months = (language: 'en' | 'fr'): string =>
      Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-15` as LocalDate)
        .map((date) => formatDay(date, language).split(' ')[1])
        .join(' ');
    expect(months('en')).toBe('January February March April May June July August September October November December');
    expect(months('fr')).toBe('janvier février mars avril mai juin juillet août septembre octobre novembre décembre');
  });

  it('does not write a day that no calendar has', () => {
    expect(() => formatDay('2026-13-01', 'en')).toThrow('2026-13-01 is a day of the calendar');
  });
});

describe('formatDays', () => {
  it('ends with the last day inside, not with the exclusive end', () => {
    const period = { start: '2026-02-28', end: '2026-03-31' } as const;
    expect(formatDays(period, 'en')).toBe('28 February 2026 to 30 March 2026');
    expect(formatDays(period, 'fr')).toBe('du 28 février 2026 au 30 mars 2026');
  });

  it('names a single day once', () => {
    const period = { start: '2026-04-30', end: '2026-05-01' } as const;
    expect(formatDays(period, 'en')).toBe('30 April 2026');
    expect(formatDays(period, 'fr')).toBe('le 30 avril 2026');
  });

  it('does not write a period without a day', () => {
    expect(() => formatDays({ start: '2026-04-30', end: '2026-04-30' }, 'en')).toThrow('has a day');
  });
});

describe('formatInstant', () => {
  it('says the day and the minute, and that they are in UTC', () => {
    expect(formatInstant('2026-04-01T09:05:59.999Z', 'en')).toBe('1 April 2026, 09:05 UTC');
    expect(formatInstant('2026-04-01T09:05:59.999Z', 'fr')).toBe('1er avril 2026 à 09:05 UTC');
  });
});

describe('servicePeriod', () => {
  it('reaches from the earliest day of all lines to the latest, whatever their order', () => {
    const lines = [
      { period: { start: '2026-04-16', end: '2026-05-01' } },
      { period: { start: '2026-04-01', end: '2026-04-20' } },
    ] as const;
    expect(servicePeriod(lines)).toEqual({ start: '2026-04-01', end: '2026-05-01' });
    expect(servicePeriod([...lines].reverse())).toEqual({ start: '2026-04-01', end: '2026-05-01' });
  });

  it('is nothing that an invoice without lines has', () => {
    expect(() => servicePeriod([])).toThrow('an invoice has a line');
  });
});
