import { seatPrice, versionNamed } from '../catalog/catalog.js';
import { addDays, daysIn, type LocalDate, type Period } from '../kernel/local-date.js';
import type { Bill, Selection } from '../subscription/bill.js';
import type { Credit } from '../subscription/credit.js';
import type { BilledEvent, SubscriptionEvent } from '../subscription/subscription.events.js';
import { PRICE_LISTS } from './subscription.life.js';

/** What an auditor writes down of one period, from the events alone. */
export interface PeriodBook {
  readonly place: string;
  readonly period: Period;
  /** What was in force from a day on, and the price list that it is billed by. */
  readonly inForce: { readonly from: LocalDate; readonly to: Selection; readonly catalogVersion: string }[];
  /** The first day that is not billed any more: the end, unless the period was cut. */
  until: LocalDate;
  /** Minor units: charged for it, less what was credited. */
  billed: number;
  /** Each credit for days of this period, as it stood when it was given. */
  readonly credits: { readonly on: LocalDate; readonly amount: number; readonly billedBefore: number }[];
}

const isBilled = (event: SubscriptionEvent): event is BilledEvent =>
  'bill' in event.data && event.type !== 'PaidChangeRequested';

const amountOf = ({ lines }: Pick<Bill, 'lines'>, kind: 'charge' | 'credit'): number =>
  lines.filter((line) => line.kind === kind).reduce((sum, { amount }) => sum + amount, 0);

const creditOf = ({ data }: BilledEvent): Credit | null => ('credit' in data ? data.credit : null);

const opens = ({ data: { term, k, period, effectiveOn, to, catalogVersion } }: BilledEvent): PeriodBook => ({
  place: `${term.index}_${k}`,
  period,
  inForce: [{ from: effectiveOn, to, catalogVersion }],
  until: period.end,
  billed: 0,
  credits: [],
});

const credited = (book: PeriodBook, on: LocalDate, amount: number): void => {
  if (amount !== 0) book.credits.push({ on, amount, billedBefore: book.billed });
  book.billed += amount;
};

const endsEarly = (last: PeriodBook, event: Extract<SubscriptionEvent, { type: 'SubscriptionEnded' }>): void => {
  const { credit, effectiveOn } = event.data;
  if (credit === null) return;
  credited(last, effectiveOn, credit.net);
  last.until = effectiveOn;
};

/** A credit is for days of the period that is cut, or for what was in force in this one before. */
const entered = (books: PeriodBook[], event: BilledEvent): void => {
  const { effectiveOn, bill, to, catalogVersion } = event.data;
  const last = books.at(-1);
  const book = opens(event);
  if (last !== undefined) credited(last, effectiveOn, amountOf(bill, 'credit') + (creditOf(event)?.net ?? 0));
  if (last?.place === book.place) {
    last.inForce.push({ from: effectiveOn, to, catalogVersion });
    last.billed += amountOf(bill, 'charge');
    return;
  }
  if (last !== undefined && event.type === 'CycleChanged') last.until = effectiveOn;
  books.push({ ...book, billed: amountOf(bill, 'charge') });
};

/** The books of all paid periods, in their order. */
export const booksOf = (events: readonly SubscriptionEvent[]): readonly PeriodBook[] => {
  const books: PeriodBook[] = [];
  for (const event of events) {
    const last = books.at(-1);
    if (event.type === 'SubscriptionEnded' && last !== undefined) endsEarly(last, event);
    if (isBilled(event)) entered(books, event);
  }
  return books;
};

const dailyPrice = ({ inForce }: PeriodBook, day: LocalDate): bigint => {
  const found = inForce.findLast(({ from }) => from <= day);
  if (found === undefined) throw new Error(`nothing is in force on ${day}`);
  const { to, catalogVersion } = found;
  return BigInt(to.seats * seatPrice(versionNamed(PRICE_LISTS, catalogVersion), to.plan, to.cycle, 'EUR'));
};

/** The exact price of the days before one, as a numerator over the days of the period. */
export const pricedUntil = (book: PeriodBook, until: LocalDate): bigint => {
  let total = 0n;
  for (let day = book.period.start; day < until; day = addDays(day, 1)) total += dailyPrice(book, day);
  return total;
};

/** Half away from zero, on its own: twice the amount, rounded down, halved. */
export const roundedOver = (numerator: bigint, { period }: PeriodBook): number => {
  const days = BigInt(daysIn(period));
  return Number((2n * numerator + days) / (2n * days));
};
