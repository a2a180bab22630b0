import { add, fraction, round, type Fraction } from '../kernel/fraction.js';
import { invariant } from '../kernel/invariant.js';
import { daysBetween, daysIn, isInside, type LocalDate, type Period } from '../kernel/local-date.js';

/** From a day on (up to the next segment, or the end of the period), the whole period would cost `price`. */
export interface PriceSegment {
  readonly from: LocalDate;
  /** Minor units. */
  readonly price: number;
}

/**
 * What one period owes and what of it has been invoiced.
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
}

export const openLedger = (period: Period, price: number): PeriodLedger => ({
  period,
  segments: [{ from: period.start, price }],
  invoiced: price,
});

/** The exact total that the period owes: each segment's price for its share of the days. */
export const owed = ({ period, segments }: PeriodLedger): Fraction => {
  const days = daysIn(period);
  return segments
    .map(({ from, price }, i) => {
      const until = segments[i + 1]?.from ?? period.end;
      return fraction(BigInt(price) * BigInt(daysBetween(from, until)), days);
    })
    .reduce(add, fraction(0, days));
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
  { from, price, net }: PriceSegment & { readonly net: number },
): PeriodLedger => ({
  ...repriced(ledger, from, price),
  invoiced: ledger.invoiced + net,
});

/** Minor units of a whole-period price for the days from `from` to the end, rounded once. */
export const prorated = ({ period }: PeriodLedger, from: LocalDate, price: number): number =>
  round(fraction(BigInt(price) * BigInt(daysBetween(from, period.end)), daysIn(period)));
