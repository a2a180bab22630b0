import type { Cycle } from '../catalog/catalog.js';
import type { Period } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import { invariant } from '../kernel/invariant.js';
import { sum } from '../kernel/money.js';

/** What someone pays for: the three of the four things of R21 that can change while a subscription lives. */
export interface Selection {
  readonly plan: string;
  readonly cycle: Cycle;
  readonly seats: number;
}

export const isSame = (a: Selection, b: Selection): boolean =>
  a.plan === b.plan && a.cycle === b.cycle && a.seats === b.seats;

export interface BillLine extends Selection {
  readonly kind: 'charge' | 'credit';
  /** The days that the line covers. */
  readonly period: Period;
  /** Minor units for one seat for a whole cycle. */
  readonly unitPrice: number;
  /** Minor units, before tax; negative on a credit line. */
  readonly amount: number;
}

export type BillReason = 'start' | 'renewal' | 'change';

/** What one fact makes due, decided once and recorded with it. One bill becomes one invoice. */
export interface Bill {
  readonly reason: BillReason;
  readonly currency: Currency;
  readonly lines: readonly BillLine[];
  /** The sum of the lines. */
  readonly net: number;
}

export const bill = (reason: BillReason, currency: Currency, lines: readonly BillLine[]): Bill => {
  const net = sum(lines.map(({ amount }) => amount));
  invariant(net >= 0, `a bill is never negative, not even ${net}`);
  return { reason, currency, lines, net };
};

/** Minor units for a whole period. */
export const periodPrice = (seats: number, unitPrice: number): number => {
  const price = seats * unitPrice;
  invariant(Number.isSafeInteger(price), 'the price of a period is beyond the safe whole numbers');
  return price;
};

export const wholePeriodLine = (selection: Selection, period: Period, unitPrice: number): BillLine => ({
  kind: 'charge',
  ...selection,
  period,
  unitPrice,
  amount: periodPrice(selection.seats, unitPrice),
});
