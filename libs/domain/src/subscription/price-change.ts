import { seatPrice, type CatalogVersion } from '../catalog/catalog.js';
import type { LocalDate } from '../kernel/local-date.js';
import { bill, periodPrice, wholePeriodLine, type Bill, type BillLine, type Selection } from './bill.js';
import { creditFrom, creditLine, type Credit } from './credit.js';
import { netOfChange, prorated, unused } from './ledger.js';
import type { ActiveSubscription } from './subscription.state.js';
import { newTermOn, periodOf, type PricedPeriod } from './term.js';

/** What an increase costs, decided once: recorded when it is asked for and again when it happens. */
export interface PricedIncrease {
  readonly from: Selection;
  readonly to: Selection;
  readonly effectiveOn: LocalDate;
  /** Minor units for one seat for a whole cycle of the new selection. */
  readonly unitPrice: number;
  /** The first period of the term that it opens; null when it happens inside the running period. */
  readonly newTerm: PricedPeriod | null;
  readonly bill: Bill;
  readonly credit: Credit | null;
}

interface Wish {
  readonly to: Selection;
  readonly on: LocalDate;
  readonly unitPrice: number;
}

type Amounts = Pick<PricedIncrease, 'bill' | 'credit'>;

/** The credit stands on the invoice up to its charge; what is left of it is given back (RULES section 9). */
const charged = ({ account, ledger }: ActiveSubscription, charge: BillLine, credit: BillLine): Amounts => {
  const { currency } = account;
  const onInvoice = Math.max(credit.amount, 0 - charge.amount);
  const due = bill('change', currency, [charge, { ...credit, amount: onInvoice }]);
  const line = { ...credit, amount: credit.amount - onInvoice };
  return { bill: due, credit: creditFrom(ledger, { reason: 'change', currency, line }) };
};

/** One line for added seats; for another plan a charge for the new and a credit for the old, which add up to the net. */
const insidePeriod = (state: ActiveSubscription, { to, on, unitPrice }: Wish): Amounts => {
  const { account, selection: from, current, ledger } = state;
  const period = { start: on, end: current.period.end };
  const newPrice = periodPrice(to.seats, unitPrice);
  const net = netOfChange(ledger, on, newPrice);
  if (from.plan === to.plan) {
    const added = { ...to, seats: to.seats - from.seats };
    const line: BillLine = { kind: 'charge', ...added, period, unitPrice, amount: net };
    return { bill: bill('change', account.currency, [line]), credit: null };
  }
  const amount = prorated(ledger, on, newPrice);
  const charge: BillLine = { kind: 'charge', ...to, period, unitPrice, amount };
  const credit = creditLine(from, { period, unitPrice: current.unitPrice, amount: amount - net });
  return charged(state, charge, credit);
};

/** D13: the whole first period of the new term, less what the old period was invoiced beyond its used days. */
const newTermAmounts = (state: ActiveSubscription, { to, on, unitPrice }: Wish, first: PricedPeriod): Amounts => {
  const { selection: from, current, ledger } = state;
  const charge = wholePeriodLine(to, first.period, unitPrice);
  const period = { start: on, end: current.period.end };
  return charged(state, charge, creditLine(from, { period, unitPrice: current.unitPrice, amount: unused(ledger, on) }));
};

/** D4: a new term takes the version of its first day; inside a period both plans take the one that it captured. */
export const priceIncrease = (
  state: ActiveSubscription,
  { to, on, version }: { readonly to: Selection; readonly on: LocalDate; readonly version: CatalogVersion },
): PricedIncrease => {
  const { selection: from, current, account } = state;
  const unitPrice = seatPrice(version, to.plan, to.cycle, account.currency);
  const wish = { to, on, unitPrice };
  const terms = { from, to, effectiveOn: on, unitPrice };
  if (to.cycle === from.cycle) return { ...terms, newTerm: null, ...insidePeriod(state, wish) };
  const term = newTermOn(current.term, on, to.cycle);
  const newTerm = { term, k: 0, period: periodOf(term, 0), catalogVersion: version.version, unitPrice };
  return { ...terms, newTerm, ...newTermAmounts(state, wish, newTerm) };
};
