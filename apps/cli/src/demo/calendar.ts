// Days by Date.UTC, and nothing of the code that is told about: what the demo checks must not come from there.

const DAY_MS = 86_400_000;

const epochDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (epoch: number): string => new Date(epoch * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, until: string): number => epochDay(until) - epochDay(from);

/** Every day from `from` on, `until` not included. */
export const daysFrom = (from: string, until: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, until)) }, (_, n) => dayOf(epochDay(from) + n));

export const monthOf = (day: string): string => day.slice(0, 7);

/** The same day of the month so many months later, or the last day of that month. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0));
  const [begins, last] = [lastDay.toISOString().slice(0, 8), lastDay.getUTCDate()];
  return `${begins}${String(Math.min(dayOfMonth, last)).padStart(2, '0')}`;
};

/** The day of an instant in a time zone. */
export const dayAt = (instant: string, timeZone: string): string =>
  // Sweden writes days as ISO 8601 does.
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.parse(instant));

/** Every month from that of one day to that of another: `2026-01`. */
export const monthsFrom = (from: string, to: string): string[] => {
  const months = [monthOf(from)];
  while ((months.at(-1) ?? '') < monthOf(to)) months.push(monthOf(monthsAfter(from, months.length)));
  return months;
};

/** The last day of a month. */
export const endOf = (month: string): string => monthsAfter(`${month}-31`, 0);
