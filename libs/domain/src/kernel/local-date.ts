import { invariant } from './invariant.js';

/** A calendar day in some zone, `YYYY-MM-DD`. Days compare as strings. */
export type LocalDate = `${number}-${number}-${number}`;

/** Days `[start, end)`: `start` is inside, `end` is not. */
export interface Period {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_400_YEARS = 146_097;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const partsOf = (date: LocalDate): YearMonthDay => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

const exists = ({ year, month, day }: YearMonthDay): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

export const localDate = ({ year, month, day }: YearMonthDay): LocalDate => {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  invariant(exists({ year, month, day }), `${text} is no day of the years 1 to 9999`);
  return text as LocalDate;
};

/** The day that a text names, or null when it is no day of the calendar. */
export const parseLocalDate = (text: string): LocalDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return exists(partsOf(text as LocalDate)) ? (text as LocalDate) : null;
};

/** The number of the day, counted from 0000-03-01 (the Gregorian calendar extended backwards). */
const dayNumber = (date: LocalDate): number => {
  const { year, month, day } = partsOf(date);
  // A year that begins in March has its leap day at the end, which makes the months before it regular.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear;
};

const dateOfDayNumber = (number: number): LocalDate => {
  const era = Math.floor(number / DAYS_IN_400_YEARS);
  const dayOfEra = number - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return localDate({ year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day });
};

/** Days from one day to another; negative when `to` is before `from`. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumber(date) + days);

export const isInside = (date: LocalDate, { start, end }: Period): boolean => start <= date && date < end;

export const daysIn = ({ start, end }: Period): number => daysBetween(start, end);

/**
 * The day so many months after an anchor, with the anchor's day of the month where that month has it, else its last
 * day. Always counted from the anchor, so a short month never moves the ones after it.
 *
 *     anchor 31 Jan   +1 → 28 Feb   +2 → 31 Mar   +3 → 30 Apr
 */
export const monthsAfter = (anchor: LocalDate, months: number): LocalDate => {
  const { year, month, day } = partsOf(anchor);
  const monthsSinceYearZero = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(monthsSinceYearZero / 12), month: (monthsSinceYearZero % 12) + 1 };
  return localDate({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
};
