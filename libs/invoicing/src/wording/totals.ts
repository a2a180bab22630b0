import type { Currency, InvoiceTax } from '#domain';
import type { Language } from '../mailer/mailer.js';
import type { ExemptCategory } from './dictionary.js';
import { formatMoney, formatRate } from './format-money.js';
import { wordingOf } from './wording.js';

/** A label beside its amount. */
export interface Row {
  readonly label: string;
  readonly amount: string;
}

export interface TaxedAmounts {
  readonly currency: Currency;
  readonly net: number;
  readonly taxes: readonly InvoiceTax[];
  readonly total: number;
}

/** What stands above the total: the net and each tax, or nothing when no tax is set up and the total says it all. */
export const subtotalRows = ({ currency, net, taxes }: TaxedAmounts, language: Language): readonly Row[] => {
  const { totals } = wordingOf(language);
  const money = (minor: number): string => formatMoney(minor, currency, language);
  if (taxes.length === 0) return [];
  return [
    { label: totals.beforeTax, amount: money(net) },
    ...taxes.map(({ rate, base, amount }) => ({
      label: totals.tax(formatRate(rate, language), money(base)),
      amount: money(amount),
    })),
  ];
};

export const totalRow = ({ currency, taxes, total }: TaxedAmounts, language: Language): Row => {
  const { totals } = wordingOf(language);
  const label = taxes.length === 0 ? totals.total : totals.withTax;
  return { label, amount: formatMoney(total, currency, language) };
};

/** The mentions by which an invoice says why no VAT is owed. */
export const exemptions = (taxes: readonly InvoiceTax[], language: Language): readonly string[] => {
  const { exemption } = wordingOf(language).totals;
  const isExempt = (category: string): category is ExemptCategory => Object.hasOwn(exemption, category);
  return [...new Set(taxes.map(({ category }) => category))].filter(isExempt).map((category) => exemption[category]);
};
