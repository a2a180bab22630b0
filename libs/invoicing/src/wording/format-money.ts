import { decimalsOf, formatMinor, invariant, type Currency } from '#domain';
import type { Language } from '../mailer/mailer.js';

const NBSP = '\u00A0';
const MINUS = '\u2212';

const SEPARATORS: Readonly<Record<Language, { readonly thousands: string; readonly decimal: string }>> = {
  en: { thousands: ',', decimal: '.' },
  fr: { thousands: '\u202F', decimal: ',' },
};

/** The signs that stand for one currency only. Any other is written as its code: a bare `$` is not Canadian. */
const SIGNS: Readonly<Record<Currency, string>> = { EUR: '€', GBP: '£', JPY: '¥', USD: '$' };

/** EN 16931 prices have as many decimals as they need; six are more than any proration shows. */
const PRICE_DECIMALS_MAX = 6;

const withSeparators = (unsigned: string, language: Language): string => {
  const { thousands, decimal } = SEPARATORS[language];
  const [whole = '', part] = unsigned.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return part === undefined ? grouped : grouped + decimal + part;
};

const withCurrency = (unsigned: string, currency: Currency, language: Language): string => {
  const number = withSeparators(unsigned, language);
  const sign = SIGNS[currency];
  if (language === 'fr') return number + NBSP + (sign ?? currency);
  return sign === undefined ? currency + NBSP + number : sign + number;
};

const signed = (text: string, isNegative: boolean): string => (isNegative ? MINUS + text : text);

/**
 * `€1,234.56`, `1 234,56 €` with no-break spaces; exact, always with the currency's decimals.
 * @param minor minor units. @throws InvariantBroken for a currency that is not sold in.
 */
export const formatMoney = (minor: number, currency: Currency, language: Language): string =>
  signed(withCurrency(formatMinor(Math.abs(minor), currency), currency, language), minor < 0);

/** A whole number: seats, bytes. */
export const formatCount = (count: number, language: Language): string =>
  signed(withSeparators(String(Math.abs(count)), language), count < 0);

/** 550 is `5.5%`, `5,5 %`. @param basisPoints 2000 is 20 %. */
export const formatRate = (basisPoints: number, language: Language): string => {
  const digits = String(basisPoints).padStart(3, '0');
  const percent = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
  return withSeparators(percent, language) + (language === 'fr' ? `${NBSP}%` : '%');
};

/**
 * What one of several costs, so that quantity times price is the amount that was decided: to six decimals, without
 * the zeros behind the currency's own. Never negative: on a credit it is the quantity that is.
 */
export const formatUnitPrice = (
  { amount, quantity }: { readonly amount: number; readonly quantity: number },
  currency: Currency,
  language: Language,
): string => {
  invariant(quantity !== 0, 'a line has a quantity');
  const decimals = decimalsOf(currency);
  const scaled = BigInt(Math.abs(amount)) * 10n ** BigInt(PRICE_DECIMALS_MAX - decimals);
  const divisor = BigInt(Math.abs(quantity));
  const digits = String((2n * scaled + divisor) / (2n * divisor)).padStart(PRICE_DECIMALS_MAX + 1, '0');
  const part = digits.slice(-PRICE_DECIMALS_MAX);
  const beyond = part.slice(decimals).replace(/0+$/, '');
  const shown = part.slice(0, decimals) + beyond;
  const whole = digits.slice(0, -PRICE_DECIMALS_MAX);
  return withCurrency(shown === '' ? whole : `${whole}.${shown}`, currency, language);
};
