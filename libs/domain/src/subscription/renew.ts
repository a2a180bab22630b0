import { seatPrice, versionInForce, type Catalog } from '../catalog/catalog.js';
import type { LocalDate } from '../kernel/local-date.js';
import { bill, wholePeriodLine, type Selection } from './bill.js';
import { refuseWhilePaymentIsOpen } from './rights.js';
import type { SubscriptionEnded, SubscriptionRenewed } from './subscription.events.js';
import type { ActiveSubscription, Subscription } from './subscription.state.js';
import { periodOf } from './term.js';

/** The system's own command, given when a period ends. */
export interface RenewSubscription {
  readonly type: 'RenewSubscription';
  readonly data: {
    /** The day in the subscription's time zone. */
    readonly today: LocalDate;
    readonly catalog: Catalog;
    readonly seatsTaken: number;
  };
}

const end = ({ account, current }: ActiveSubscription): SubscriptionEnded => ({
  type: 'SubscriptionEnded',
  data: {
    subscriptionId: account.subscriptionId,
    spaceId: account.spaceId,
    rootId: account.organizationId ?? account.spaceId,
    reason: 'cancelled',
    effectiveOn: current.period.end,
  },
});

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

/**
 * Renews one period that has ended, at the prices in force on the first day of the next (D4), or ends the
 * subscription when it was cancelled (R48). Before the end of the period, and after the end of the subscription,
 * nothing happens.
 * @throws Refusal `payment.pending` while a paid change is open: try again when it is settled.
 */
export const renewSubscription = (
  { data }: RenewSubscription,
  state: Subscription,
): readonly (SubscriptionRenewed | SubscriptionEnded)[] => {
  if (state.status !== 'active' || data.today < state.current.period.end) return [];
  refuseWhilePaymentIsOpen(state);
  return [state.isCancelling ? end(state) : renewal(state, data)];
};

const renewal = (
  state: ActiveSubscription,
  { catalog, seatsTaken }: RenewSubscription['data'],
): SubscriptionRenewed => {
  const { account, selection: from, current } = state;
  const k = current.k + 1;
  const period = periodOf(current.term, k);
  const version = versionInForce(catalog, period.start);
  const { to, seatsKept } = nextSelection(state, seatsTaken, version.tiers);
  const unitPrice = seatPrice(version, to.plan, to.cycle, account.currency);
  const due = bill('renewal', account.currency, [wholePeriodLine(to, period, unitPrice)]);
  return {
    type: 'SubscriptionRenewed',
    data: {
      subscriptionId: account.subscriptionId,
      from,
      to,
      effectiveOn: period.start,
      term: current.term,
      k,
      period,
      catalogVersion: version.version,
      unitPrice,
      timeZone: account.nextTimeZone,
      bill: due,
      seatsKept,
    },
  };
};
