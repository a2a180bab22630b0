import type { Currency } from '../kernel/money.js';
import type { BillLine, Selection } from './bill.js';
import { takeNewest, totalOf, type Fund } from './funds.js';
import { openAmount, type PeriodLedger } from './ledger.js';

export type CreditReason = 'change' | 'supersede' | 'correction';

/**
 * What one fact gives back, decided once and recorded with it. One credit becomes one credit note. An unpaid invoice is
 * reduced before anything is refunded, and a refund goes to the payments that the days were paid with (RULES section 9).
 */
export interface Credit {
  readonly reason: CreditReason;
  readonly currency: Currency;
  /** Credit lines: their amounts are negative. */
  readonly lines: readonly BillLine[];
  /** The sum of the lines; negative, and what is reduced and refunded together is its opposite. */
  readonly net: number;
  /** Minor units by which an open invoice is reduced. */
  readonly reducesOpen: number;
  readonly refunds: readonly Fund[];
}

/** A line for days that are given back. `amount` is what they are credited with, in minor units: zero or more. */
export const creditLine = (
  selection: Selection,
  { period, unitPrice, amount }: Pick<BillLine, 'period' | 'unitPrice' | 'amount'>,
): BillLine => ({ kind: 'credit', ...selection, period, unitPrice, amount: 0 - amount });

/** Null when nothing is given back. */
export const creditFrom = (
  ledger: PeriodLedger,
  { reason, currency, line }: Pick<Credit, 'reason' | 'currency'> & { readonly line: BillLine },
): Credit | null => {
  if (line.amount === 0) return null;
  const amount = -line.amount;
  const reducesOpen = Math.min(amount, openAmount(ledger));
  const refunds = takeNewest(ledger.funds, amount - reducesOpen).taken;
  return { reason, currency, lines: [line], net: line.amount, reducesOpen, refunds };
};

/** What is left of the payments of a period when a credit has gone back to some of them. */
export const fundsAfter = (funds: readonly Fund[], credit: Credit | null): readonly Fund[] =>
  credit === null ? funds : takeNewest(funds, totalOf(credit.refunds)).left;
