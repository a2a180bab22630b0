import { formatMinor, type Currency } from '#domain';

/** An amount as clients read it: `{amount: "33.73", minor: 3373, currency: "EUR"}`. */
export interface MoneyShape {
  readonly amount: string;
  readonly minor: number;
  readonly currency: Currency;
}

export const moneyShape = (minor: number, currency: Currency): MoneyShape => ({
  amount: formatMinor(minor, currency),
  minor,
  currency,
});
