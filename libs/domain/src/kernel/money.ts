import { invariant } from './invariant.js';

/** ISO 4217 code, like `EUR`. */
export type Currency = string;

/** A whole number of minor units (cents), with its currency. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** How many decimals a currency has (ISO 4217). A currency that is not listed here is not sold in. */
const DECIMALS: Readonly<Record<Currency, number>> = {
  AED: 2, AUD: 2, BGN: 2, BHD: 3, BRL: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, CZK: 2, DKK: 2, EUR: 2, GBP: 2, HKD: 2,
  HUF: 2, IDR: 2, ILS: 2, INR: 2, ISK: 0, JOD: 3, JPY: 0, KRW: 0, KWD: 3, MAD: 2, MXN: 2, NOK: 2, NZD: 2, OMR: 3,
  PLN: 2, RON: 2, SAR: 2, SEK: 2, SGD: 2, THB: 2, TND: 3, TRY: 2, TWD: 2, UAH: 2, USD: 2, VND: 0, XAF: 0, XOF: 0,
  ZAR: 2,
}; // prettier-ignore

export const isCurrency = (code: string): boolean => Object.hasOwn(DECIMALS, code);

export const decimalsOf = (currency: Currency): number => {
  // Not every name that an object answers to is its own: `constructor` is no currency.
  const decimals = isCurrency(currency) ? DECIMALS[currency] : undefined;
  invariant(decimals !== undefined, `the currency ${currency} is not known`);
  return decimals;
};

export const money = (minor: number, currency: Currency): Money => {
  invariant(Number.isSafeInteger(minor), `money needs whole minor units, not ${minor}`);
  return { minor, currency };
};

/** `"13.49"` in EUR is 1349. Null when it is no plain decimal number or has more decimals than the currency. */
export const parseMinor = (text: string, currency: Currency): number | null => {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  const decimals = decimalsOf(currency);
  const [, whole = '', part = ''] = match ?? [];
  if (match === null || part.length > decimals) return null;
  return Number(BigInt(whole + part.padEnd(decimals, '0')));
};

/** 3373 in EUR is `"33.73"`; always with the currency's decimals. */
export const formatMinor = (minor: number, currency: Currency): string => {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

export const sum = (amounts: readonly number[]): number => {
  const total = amounts.reduce((a, b) => a + b, 0);
  invariant(Number.isSafeInteger(total), 'a sum of amounts is beyond the safe whole numbers');
  return total;
};
