/** RFC 3339, with the offset that it demands. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const FIRST = '0001-01-01T00:00:00.000Z';
const LAST = '9999-12-31T23:59:59.999Z';

/** The instant in UTC with milliseconds, as the clock shows it; null when it is none of the years 1 to 9999. */
export const parseInstant = (text: string): string | null => {
  if (!RFC_3339.test(text) || !isDay(text.slice(0, 10))) return null;
  const milliseconds = Date.parse(text.toUpperCase());
  if (Number.isNaN(milliseconds)) return null;
  const instant = new Date(milliseconds).toISOString();
  return instant.length === LAST.length && instant >= FIRST && instant <= LAST ? instant : null;
};

/** `Date.parse` takes 30 February for a day in March. */
const isDay = (day: string): boolean => {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
};
