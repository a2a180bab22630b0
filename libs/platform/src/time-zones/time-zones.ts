import { Temporal } from 'temporal-polyfill';

/** Whether the runtime knows an IANA time zone by this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
};

/** The calendar day, `YYYY-MM-DD`, on which an instant falls in a zone. */
export const dayIn = (zone: string, instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The first instant of a calendar day in a zone; where midnight is skipped by a clock change, the first that exists. */
export const startOfDay = (zone: string, day: string): string =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds).toISOString();
