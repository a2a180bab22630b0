import { add, fraction, round, type Fraction } from '../kernel/fraction.js';
import { invariant } from '../kernel/invariant.js';
import { daysBetween, daysIn, isInside, type LocalDate, type Period } from '../kernel/local-date.js';
import { totalOf, type Fund } from './funds.js';

/** From a day on (up to the next segment, or the end of the period), the whole period would cost `price`. */
export interface PriceSegment {
  readonly from: LocalDate;
  /** Minor units. */
  readonly price: number;
}

/**
 * What one period owes, what of it has been invoiced, and with which payments that was paid.
 *
 *     start          from            end
 *     |-- 67.45 ------|== 134.90 =====)
 */
export interface PeriodLedger {
  readonly period: Period;
  /** The first begins with the period; ascending, at most one a day. */
  readonly segments: readonly PriceSegment[];
  /** Minor units: the sum of all lines issued for this period. */
  readonly invoiced: number;
  /** The oldest first. Together at most what was invoiced; the difference is still open. */
  readonly funds: readonly Fund[];
}

export const openLedger = (period: Period, price: number, funds: readonly Fund[] = []): PeriodLedger => ({
  period,
  segments: [{ from: period.start, price }],
  invoiced: price,
  funds,
});

/** Minor units that were invoiced and are not paid. */
export const openAmount = ({ invoiced, funds }: PeriodLedger): number => invoiced - totalOf(funds);

/** Each segment's price for its share of the days before `until`, exactly. */
const owedUntil = ({ period, segments }: PeriodLedger, until: LocalDate): Fraction => {
  const days = daysIn(period);
  return segments
    .filter(({ from }) => from < until)
    .map(({ from, price }, i, used) =>
      fraction(BigInt(price) * BigInt(daysBetween(from, used[i + 1]?.from ?? until)), days),
    )
    .reduce(add, fraction(0, days));
};

/** The exact total that the period owes. */
export const owed = (ledger: PeriodLedger): Fraction => owedUntil(ledger, ledger.period.end);

/** Minor units that were invoiced for the days from a day on: all that the days before it do not owe. */
export const unused = (ledger: PeriodLedger, from: LocalDate): number => {
  invariant(from >= ledger.period.start && from <= ledger.period.end, `${from} lies in the period that is cut`);
  return ledger.invoiced - round(owedUntil(ledger, from));
};

/** The ledger with another price from a day on. A second change on one day takes the place of the first. */
export const repriced = (ledger: PeriodLedger, from: LocalDate, price: number): PeriodLedger => {
  invariant(isInside(from, ledger.period), `${from} lies in the period that is changed`);
  const before = ledger.segments.filter((segment) => segment.from < from);
  return { ...ledger, segments: [...before, { from, price }] };
};

/**
 * Minor units to invoice for a change: the rounded total owed after it, less what has been invoiced. So any number of
 * changes adds up to the exactly rounded total (RULES section 9), and for the first it is round(new - old).
 */
export const netOfChange = (ledger: PeriodLedger, from: LocalDate, price: number): number =>
  round(owed(repriced(ledger, from, price))) - ledger.invoiced;

/** The ledger after a change that was billed with `net` minor units: as it was recorded, not computed again. */
export const afterChange = (
  ledger: PeriodLedger,
  { from, price, net, funds }: PriceSegment & { readonly net: number; readonly funds: readonly Fund[] },
): PeriodLedger => ({
  ...repriced(ledger, from, price),
  invoiced: ledger.invoiced + net,
  funds,
});

/** Minor units of a whole-period price for the days from `from` to the end, rounded once. */
export const prorated = ({ period }: PeriodLedger, from: LocalDate, price: number): number =>
  round(fraction(BigInt(price) * BigInt(daysBetween(from, period.end)), daysIn(period)));
