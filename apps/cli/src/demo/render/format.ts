import type { Locale, Money } from '../../client/index.js';

export interface Format {
  money(money: Money): string;
  /** 15 Apr 2026 */
  day(day: string): string;
  /** Apr 2026 */
  month(month: string): string;
  seconds(ms: number): string;
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const MONTH = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const REGION: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };

export const formatIn = (language: Locale): Format => {
  const locale = REGION[language];
  const days = new Intl.DateTimeFormat(locale, DAY);
  const months = new Intl.DateTimeFormat(locale, MONTH);
  return {
    // As text, so that no amount becomes a binary fraction on its way.
    money: ({ amount, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as `${number}`),
    day: (day) => days.format(Date.parse(`${day}T00:00:00Z`)),
    seconds: (ms) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ms / 1000),
    month: (month) => months.format(Date.parse(`${month}-01T00:00:00Z`)),
  };
};

/** A sum of amounts of one currency. @throws Error for none, and for two currencies. */
export const sumOf = (amounts: readonly Money[], currency: string): Money => {
  if (amounts.some((money) => money.currency !== currency))
    throw new Error('two currencies have no sum: add each by itself');
  const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split('.')[1]?.length ?? 0));
  const minor = amounts.reduce((sum, money) => sum + money.minor, 0);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return { amount: `${minor < 0 ? '-' : ''}${whole}${fraction}`, minor, currency };
};
