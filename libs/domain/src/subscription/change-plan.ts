import {
  planOf,
  refuseUnlessTier,
  seatPrice,
  versionNamed,
  type Catalog,
  type CatalogVersion,
  type Cycle,
} from '../catalog/catalog.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { LocalDate } from '../kernel/local-date.js';
import { bill, periodPrice, type Bill, type BillLine, type Selection } from './bill.js';
import { netOfChange, prorated } from './ledger.js';
import { authorizeCaller, refuseUnlessSettled, type OwnerCommand } from './rights.js';
import type {
  ChangeScheduled,
  PaidChangeRequested,
  PlanUpgraded,
  ScheduledChangeUndone,
  SeatsChanged,
  SubscriptionEvent,
} from './subscription.events.js';
import { active, countsFrom, type ActiveSubscription, type Subscription } from './subscription.state.js';

/** R21, section 7: another plan, cycle or number of seats; what is left out stays. */
export interface ChangePlan {
  readonly type: 'ChangePlan';
  readonly data: OwnerCommand & {
    readonly plan?: string;
    readonly cycle?: Cycle;
    readonly seats?: number;
    readonly catalog: Catalog;
    /** D1: the seats that members take today. */
    readonly seatsTaken: number;
    /** Of the payment that an increase needs. */
    readonly paymentId: string;
  };
}

type Direction = 'up' | 'down' | 'same';

const direction = (from: number, to: number): Direction => (to > from ? 'up' : to < from ? 'down' : 'same');

/** D4: inside a period, old and new take the version that the period captured. */
const capturedVersion = ({ current }: ActiveSubscription, catalog: Catalog): CatalogVersion =>
  versionNamed(catalog, current.catalogVersion);

/** D13: each part of a request has its own direction. */
const directions = (
  from: Selection,
  to: Selection,
  version: CatalogVersion,
): { readonly plan: Direction; readonly seats: Direction } => ({
  plan: direction(planOf(version, from.plan).rank, planOf(version, to.plan).rank),
  seats: direction(from.seats, to.seats),
});

/** One line for added seats; for another plan a charge for the new and a credit for the old, which add up to the net. */
const changeLines = (state: ActiveSubscription, to: Selection, price: { unit: number; on: LocalDate }): BillLine[] => {
  const { selection: from, current, ledger } = state;
  const period = { start: price.on, end: current.period.end };
  const newPrice = periodPrice(to.seats, price.unit);
  const net = netOfChange(ledger, price.on, newPrice);
  if (from.plan === to.plan) {
    const added = { ...to, seats: to.seats - from.seats };
    return [{ kind: 'charge', ...added, period, unitPrice: price.unit, amount: net }];
  }
  const charge = prorated(ledger, price.on, newPrice);
  return [
    { kind: 'charge', ...to, period, unitPrice: price.unit, amount: charge },
    { kind: 'credit', ...from, period, unitPrice: current.unitPrice, amount: net - charge },
  ];
};

const schedule = (state: ActiveSubscription, to: Selection): readonly SubscriptionEvent[] => {
  const { account, selection, current, pendingChange, isCancelling } = state;
  refuseUnless(!isCancelling, 'cancellation.scheduled', { endsOn: current.period.end });
  if (pendingChange !== null && isSame(pendingChange.to, to)) return [];
  const scheduled: ChangeScheduled = {
    type: 'ChangeScheduled',
    data: {
      subscriptionId: account.subscriptionId,
      from: selection,
      to,
      effectiveOn: current.period.end,
      replaces: pendingChange?.to ?? null,
    },
  };
  return [scheduled];
};

const isSame = (a: Selection, b: Selection): boolean => a.plan === b.plan && a.cycle === b.cycle && a.seats === b.seats;

/**
 * D12, D13: at once, for the days left of the period, at the prices that the period captured (D4). It covers all members
 * (R3); a decrease may lie below them, because by the renewal some may have left (D12).
 */
const raise = (
  state: ActiveSubscription,
  { to, unitPrice }: { readonly to: Selection; readonly unitPrice: number },
  data: ChangePlan['data'],
): readonly SubscriptionEvent[] => {
  const { account, selection: from } = state;
  refuseUnless(to.seats >= data.seatsTaken, 'seats.below_members', { seats: to.seats, members: data.seatsTaken });
  const effectiveOn = countsFrom(state, data.today);
  const lines = changeLines(state, to, { unit: unitPrice, on: effectiveOn });
  const due = bill('change', account.currency, lines);
  const { subscriptionId, spaceId } = account;
  const request = { subscriptionId, spaceId, from, to, effectiveOn, unitPrice, bill: due };
  if (due.net === 0) return applyChange(state, { ...request, paymentId: null });
  refuseUnless(account.paymentMethod !== null, 'payment_method.missing');
  const { paymentId, by } = data;
  return [{ type: 'PaidChangeRequested', data: { ...request, paymentId, requestedBy: by.memberId } }];
};

type PricedChange = Pick<PaidChangeRequested['data'], 'from' | 'to' | 'effectiveOn' | 'unitPrice'> & {
  readonly bill: Bill;
  readonly paymentId: string | null;
};

/** The change itself, once nothing stands between it and the subscription. A pending decrease is rebased (D14). */
export const applyChange = (state: ActiveSubscription, change: PricedChange): readonly SubscriptionEvent[] => {
  const { account, current, pendingChange } = state;
  const { subscriptionId } = account;
  const { from, to, effectiveOn, unitPrice, bill: due, paymentId } = change;
  const data = { ...current, unitPrice, subscriptionId, from, to, effectiveOn, bill: due, paymentId };
  const changed: SeatsChanged | PlanUpgraded = { type: from.plan === to.plan ? 'SeatsChanged' : 'PlanUpgraded', data };
  return pendingChange === null ? [changed] : [changed, rebased({ subscriptionId, from, to }, pendingChange)];
};

/**
 * D14: what a pending decrease means after an increase. A part that was to go down keeps its target, unless the increase
 * has chosen that very part anew; a part that was to stay follows the increase. Nothing may be left of it.
 */
const rebased = (
  { subscriptionId, from, to }: Pick<PlanUpgraded['data'], 'subscriptionId' | 'to'> & { readonly from: Selection },
  { to: pending, effectiveOn }: NonNullable<ActiveSubscription['pendingChange']>,
): ChangeScheduled | ScheduledChangeUndone => {
  const target: Selection = {
    plan: to.plan === from.plan ? pending.plan : to.plan,
    cycle: pending.cycle,
    seats: pending.seats === from.seats ? to.seats : pending.seats,
  };
  if (isSame(target, to)) return { type: 'ScheduledChangeUndone', data: { subscriptionId, undone: pending } };
  return { type: 'ChangeScheduled', data: { subscriptionId, from: to, to: target, effectiveOn, replaces: pending } };
};

const selectionAfter = ({ plan, cycle, seats }: ChangePlan['data'], { selection }: ActiveSubscription): Selection => ({
  plan: plan ?? selection.plan,
  cycle: cycle ?? selection.cycle,
  seats: seats ?? selection.seats,
});

/**
 * @throws Refusal `rights.not_allowed`, `contact_sales`, `payment.pending`, `subscription.renewal_due`, `plan.unknown`,
 * `currency.unknown`, `seats.*`, `change.mixed` when one part goes up while another goes down (D13),
 * `cancellation.scheduled` for a decrease of a plan that ends, `payment_method.missing`, `change.not_available`.
 */
export const changePlan = ({ data }: ChangePlan, subscription: Subscription): readonly SubscriptionEvent[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'changePlan');
  refuseUnlessSettled(state, data.today);
  const version = capturedVersion(state, data.catalog);
  const to = selectionAfter(data, state);
  const parts = directions(state.selection, to, version);
  refuseUnless(to.cycle === state.selection.cycle, 'change.not_available', { cycle: to.cycle });
  if (parts.seats !== 'same') refuseUnlessTier(version, to.seats);
  const unitPrice = seatPrice(version, to.plan, to.cycle, state.account.currency);
  const moves = new Set([parts.plan, parts.seats]);
  if (moves.has('up') && moves.has('down')) return refuse('change.mixed', { plan: parts.plan, seats: parts.seats });
  if (moves.has('up')) return raise(state, { to, unitPrice }, data);
  return moves.has('down') ? schedule(state, to) : [];
};
