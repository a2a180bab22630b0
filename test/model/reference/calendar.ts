/** Days since 1 January 1970. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

/** Formatting a date costs more than all the billing of a day, and the same days come again and again. */
const texts = new Map<Day, string>();
const days = new Map<string, Day>();

export const textOf = (day: Day): string => {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  texts.set(day, text);
  return text;
};

export const dayOf = (text: string): Day => {
  const known = days.get(text);
  if (known !== undefined) return known;
  const utc = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
  const day = utc / MS_PER_DAY;
  if (Number.isNaN(day) || textOf(day) !== text) throw new Error(`${text} is no day: write YYYY-MM-DD`);
  days.set(text, day);
  return day;
};

/** The same day of the month so many months later, or that month's last day where it is shorter. */
export const addMonths = (day: Day, months: number): Day => {
  const date = new Date(day * MS_PER_DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / MS_PER_DAY;
};
