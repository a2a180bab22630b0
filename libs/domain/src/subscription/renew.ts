import { seatPrice, versionInForce, versionNamed, type Catalog, type CatalogVersion } from '../catalog/catalog.js';
import type { LocalDate } from '../kernel/local-date.js';
import { refuse } from '../kernel/refusal.js';
import { bill, periodPrice, wholePeriodLine, type Selection } from './bill.js';
import { ending } from './end.js';
import { refuseWhilePaymentIsOpen } from './rights.js';
import type { SubscriptionEnded, SubscriptionRenewed } from './subscription.events.js';
import type { Superseded } from './supersede.events.js';
import type { TrialConverted } from './trial.events.js';
import type { ActiveSubscription, Subscription } from './subscription.state.js';
import { creditLinesOf } from './supersede.js';
import { newTermOn, nextTerm, periodOf, type PricedPeriod } from './term.js';
import { isPaidAfterTrial } from './trial.js';

/** The system's own command, given when a period ends. */
export interface RenewSubscription {
  readonly type: 'RenewSubscription';
  readonly data: {
    /** The day in the subscription's time zone. */
    readonly today: LocalDate;
    readonly catalog: Catalog;
    readonly seatsTaken: number;
    /** When the trial of an organization becomes a paid plan: the plans of its teams that ended for it (D2). */
    readonly supersedes: readonly Superseded[];
  };
}

interface NextSelection {
  readonly to: Selection;
  readonly seatsKept: SubscriptionRenewed['data']['seatsKept'];
}

/**
 * D12: a scheduled decrease below the members stops at the smallest tier that fits them, and at the present seats when
 * even these are too few. A pending change of the plan alone asks for no fewer seats, so nothing is kept.
 */
const nextSelection = (state: ActiveSubscription, seatsTaken: number, tiers: readonly number[]): NextSelection => {
  const to = state.pendingChange?.to ?? state.selection;
  const present = state.selection.seats;
  if (seatsTaken <= to.seats || to.seats === present) return { to, seatsKept: null };
  const seats = Math.min(tiers.find((tier) => tier >= seatsTaken) ?? present, present);
  return { to: { ...to, seats }, seatsKept: { requested: to.seats, members: seatsTaken } };
};

/** D4: the version in force on the first day, or the captured one while the price is protected. */
const versionOn = (
  day: LocalDate,
  { current, priceProtection }: ActiveSubscription,
  catalog: Catalog,
): CatalogVersion => {
  const isProtected = priceProtection !== null && (priceProtection.until === null || day < priceProtection.until);
  return isProtected ? versionNamed(catalog, current.catalogVersion) : versionInForce(catalog, day);
};

/** D13: another cycle opens the next term, with the same anchor. */
const nextPlace = ({ current: { term, k }, pendingChange }: ActiveSubscription): Pick<PricedPeriod, 'term' | 'k'> => {
  const cycle = pendingChange?.to.cycle ?? term.cycle;
  return cycle === term.cycle ? { term, k: k + 1 } : { term: nextTerm(term, k, cycle), k: 0 };
};

const renewal = (
  state: ActiveSubscription,
  { catalog, seatsTaken }: RenewSubscription['data'],
): SubscriptionRenewed => {
  const { account, selection: from } = state;
  const place = nextPlace(state);
  const period = periodOf(place.term, place.k);
  const version = versionOn(period.start, state, catalog);
  const { to, seatsKept } = nextSelection(state, seatsTaken, version.tiers);
  const unitPrice = seatPrice(version, to.plan, to.cycle, account.currency);
  return {
    type: 'SubscriptionRenewed',
    data: {
      subscriptionId: account.subscriptionId,
      from,
      to,
      effectiveOn: period.start,
      ...place,
      period,
      catalogVersion: version.version,
      unitPrice,
      timeZone: account.nextTimeZone,
      bill: bill('renewal', account.currency, [wholePeriodLine(to, period, unitPrice)]),
      seatsKept,
    },
  };
};

/** The first paid period after a trial, and what it costs, by the price list of its first day (D4, D11). */
const firstPaidPeriod = ({ account, selection, current }: ActiveSubscription, catalog: Catalog): PricedPeriod => {
  const term = newTermOn(current.term, current.period.end, selection.cycle);
  const period = periodOf(term, 0);
  const version = versionInForce(catalog, period.start);
  const unitPrice = seatPrice(version, selection.plan, selection.cycle, account.currency);
  return { term, k: 0, period, catalogVersion: version.version, unitPrice };
};

/** Minor units of the first paid period after a trial. */
export const chargeAfterTrial = (state: ActiveSubscription, catalog: Catalog): number =>
  periodPrice(state.selection.seats, firstPaidPeriod(state, catalog).unitPrice);

/** D11: the day after the trial is the anchor of the first paid term, at the prices of that day (D4). */
const conversion = (state: ActiveSubscription, { catalog, supersedes }: RenewSubscription['data']): TrialConverted => {
  const { account, selection } = state;
  const priced = firstPaidPeriod(state, catalog);
  const { period, unitPrice } = priced;
  const credits = creditLinesOf(supersedes);
  return {
    type: 'TrialConverted',
    data: {
      subscriptionId: account.subscriptionId,
      from: selection,
      to: selection,
      effectiveOn: period.start,
      ...priced,
      timeZone: account.nextTimeZone,
      bill: bill('start', account.currency, [wholePeriodLine(selection, period, unitPrice), ...credits]),
      supersedes,
    },
  };
};

const atTrialEnd = (state: ActiveSubscription, data: RenewSubscription['data']): TrialConverted | SubscriptionEnded => {
  const on = state.current.period.end;
  if (state.isCancelling) return ending(state, { reason: 'cancelled', on });
  return isPaidAfterTrial(state) ? conversion(state, data) : ending(state, { reason: 'trialEnded', on });
};

/**
 * Renews one period that has ended, at the prices in force on the first day of the next (D4), or ends the
 * subscription when it was cancelled (R48). A trial becomes a paid plan or ends (D11). Before the end of the period,
 * and after the end of the subscription, nothing happens.
 * @throws Refusal `payment.pending` while a payment is open, `payment.past_due` before a retry: try again afterwards.
 */
export const renewSubscription = (
  { data }: RenewSubscription,
  state: Subscription,
): readonly (SubscriptionRenewed | SubscriptionEnded | TrialConverted)[] => {
  if (state.status !== 'active' || data.today < state.current.period.end) return [];
  refuseWhilePaymentIsOpen(state);
  // A period is never opened while the one before is unpaid: first its last retry ends the plan (D16).
  if (state.pastDue !== null) return refuse('payment.past_due', { invoiceNumber: state.pastDue.invoiceNumber });
  if (state.trial !== null) return [atTrialEnd(state, data)];
  return [
    state.isCancelling ? ending(state, { reason: 'cancelled', on: state.current.period.end }) : renewal(state, data),
  ];
};
