import { addDays, invariant, type LocalDate, type Period } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { wordingOf } from './wording.js';

/** `1 April 2026`, `1er avril 2026`. Written out here: what an invoice says must not change with the runtime's locale data. */
export const formatDay = (date: LocalDate, language: Language): string => {
  const { months, dayOfMonth } = wordingOf(language).calendar;
  const [year, month, day] = date.split('-').map(Number);
  const name = months[Number(month) - 1];
  invariant(name !== undefined, `${date} is a day of the calendar`);
  return `${dayOfMonth(Number(day))} ${name} ${Number(year)}`;
};

/**
 * The days of a period as people read them, with its last day in place of its exclusive end.
 *
 *     [2026-04-01, 2026-05-01)   1 April 2026 to 30 April 2026
 */
export const formatDays = ({ start, end }: Period, language: Language): string => {
  const { days, oneDay } = wordingOf(language).calendar;
  const last = addDays(end, -1);
  invariant(start <= last, `the period from ${start} to ${end} has a day`);
  return start === last
    ? oneDay(formatDay(start, language))
    : days(formatDay(start, language), formatDay(last, language));
};

/** `1 April 2026, 10:00 UTC`. @param instant RFC 3339 in UTC. */
export const formatInstant = (instant: string, language: Language): string => {
  const day = formatDay(instant.slice(0, 10) as LocalDate, language);
  return wordingOf(language).calendar.at(day, instant.slice(11, 16));
};

/** From the first day of the first line to the last of the last. @throws InvariantBroken when there is no line. */
export const servicePeriod = (lines: readonly { readonly period: Period }[]): Period => {
  const starts = lines.map(({ period }) => period.start).sort();
  const ends = lines.map(({ period }) => period.end).sort();
  const [start, end] = [starts.at(0), ends.at(-1)];
  invariant(start !== undefined && end !== undefined, 'an invoice has a line');
  return { start, end };
};
