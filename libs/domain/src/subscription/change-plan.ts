import {
  planOf,
  refuseUnlessTier,
  seatPrice,
  versionInForce,
  versionNamed,
  type Catalog,
  type CatalogVersion,
  type Cycle,
} from '../catalog/catalog.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import { MONTHS_PER_CYCLE } from './term.js';
import { isSame, type Selection } from './bill.js';
import { cancellationAt } from './cancel-plan.js';
import { refuseUnlessFitForManualBilling } from './manual-billing.js';
import { rebased, scheduleChange } from './pending-change.js';
import { priceIncrease, type PricedIncrease } from './price-change.js';
import { authorizeCaller, refuseUnlessSettled, type OwnerCommand } from './rights.js';
import type { CycleChanged, PlanUpgraded, SeatsChanged, SubscriptionEvent } from './subscription.events.js';
import { active, countsFrom, type ActiveSubscription, type Subscription } from './subscription.state.js';
import { changeInTrial } from './trial.js';

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

interface Directions {
  readonly plan: Direction;
  readonly cycle: Direction;
  readonly seats: Direction;
}

/** D13: each part of a request has its own direction. */
const directions = (from: Selection, to: Selection, version: CatalogVersion): Directions => ({
  plan: from.plan === to.plan ? 'same' : direction(planOf(version, from.plan).rank, planOf(version, to.plan).rank),
  cycle: direction(MONTHS_PER_CYCLE[from.cycle], MONTHS_PER_CYCLE[to.cycle]),
  seats: direction(from.seats, to.seats),
});

/** D4: inside a period, old and new take the version that it captured; a new term takes the one of its first day. */
const versionFor = (state: ActiveSubscription, to: Selection, data: ChangePlan['data']): CatalogVersion => {
  const isLonger = MONTHS_PER_CYCLE[to.cycle] > MONTHS_PER_CYCLE[state.selection.cycle];
  const opensTerm = isLonger && state.trial === null;
  return opensTerm
    ? versionInForce(data.catalog, countsFrom(state, data.today))
    : versionNamed(data.catalog, state.current.catalogVersion);
};

const refuseIfBelowMembers = ({ seats }: Selection, { seatsTaken: members }: ChangePlan['data']): void =>
  refuseUnless(seats >= members, 'seats.below_members', { seats, members });

/**
 * D12, D13: at once, for the days left of the period or for a new term. It covers all members (R3); a decrease may lie
 * below them, because by the renewal some may have left (D12).
 */
const raise = (
  state: ActiveSubscription,
  { to, version }: { readonly to: Selection; readonly version: CatalogVersion },
  data: ChangePlan['data'],
): readonly SubscriptionEvent[] => {
  const { account, pastDue } = state;
  refuseIfBelowMembers(to, data);
  if (pastDue !== null) refuse('payment.past_due', { invoiceNumber: pastDue.invoiceNumber });
  const increase = priceIncrease(state, { to, version, on: countsFrom(state, data.today) });
  // A manual plan is invoiced, and paid by bank transfer afterwards (D7).
  if (increase.bill.net === 0 || account.collection === 'manual') return applyIncrease(state, increase, null);
  refuseUnless(account.paymentMethod !== null, 'payment_method.missing');
  const { paymentId, by } = data;
  const { subscriptionId, spaceId } = account;
  const request = { subscriptionId, spaceId, ...increase, paymentId, requestedBy: by.memberId };
  return [{ type: 'PaidChangeRequested', data: request }];
};

/**
 * The change itself, once nothing stands between it and the subscription. A pending decrease is rebased (D14), and a plan
 * that was cancelled ends with the new term, which was paid for, instead (R48).
 */
export const applyIncrease = (
  state: ActiveSubscription,
  increase: PricedIncrease,
  paymentId: string | null,
): readonly SubscriptionEvent[] => {
  const { pendingChange, account, current, isCancelling } = state;
  const { from, to, newTerm } = increase;
  const { subscriptionId } = account;
  const { end: periodEnd } = (newTerm ?? current).period;
  const events: SubscriptionEvent[] = [changedBy(state, increase, paymentId)];
  if (pendingChange !== null) events.push(rebased({ subscriptionId, from, to, periodEnd }, pendingChange));
  if (isCancelling && newTerm !== null) events.push(cancellationAt(subscriptionId, periodEnd));
  return events;
};

const changedBy = (
  { account, current }: ActiveSubscription,
  { from, to, effectiveOn, unitPrice, newTerm, bill, credit }: PricedIncrease,
  paymentId: string | null,
): SeatsChanged | PlanUpgraded | CycleChanged => {
  const { subscriptionId, nextTimeZone: timeZone } = account;
  const what = { subscriptionId, from, to, effectiveOn, bill, paymentId };
  if (newTerm !== null) return { type: 'CycleChanged', data: { ...newTerm, ...what, timeZone, credit } };
  const data = { ...current, unitPrice, ...what };
  return from.plan === to.plan
    ? { type: 'SeatsChanged', data }
    : { type: 'PlanUpgraded', data: { ...data, credit, supersedes: [] } };
};

const selectionAfter = ({ plan, cycle, seats }: ChangePlan['data'], { selection }: ActiveSubscription): Selection => ({
  plan: plan ?? selection.plan,
  cycle: cycle ?? selection.cycle,
  seats: seats ?? selection.seats,
});

const inTrial = (
  state: ActiveSubscription,
  { to, version }: { readonly to: Selection; readonly version: CatalogVersion },
  data: ChangePlan['data'],
): readonly SubscriptionEvent[] => {
  if (isSame(to, state.selection)) return [];
  refuseIfBelowMembers(to, data);
  const unitPrice = seatPrice(version, to.plan, to.cycle, state.account.currency);
  return [changeInTrial(state, { to, unitPrice, today: data.today })];
};

/**
 * @throws Refusal `rights.not_allowed`, `contact_sales`, `payment.pending`, `subscription.renewal_due`, `plan.unknown`,
 * `currency.unknown`, `seats.*`, `manual.*`, `change.mixed` when one part goes up while another goes down (D13),
 * `cancellation.scheduled` for a decrease of a plan that ends, `payment.past_due`, `payment_method.missing`.
 */
export const changePlan = ({ data }: ChangePlan, subscription: Subscription): readonly SubscriptionEvent[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'changePlan');
  refuseUnlessSettled(state, data.today);
  const to = selectionAfter(data, state);
  const version = versionFor(state, to, data);
  const parts = directions(state.selection, to, version);
  if (parts.seats !== 'same') refuseUnlessTier(version, to.seats);
  if (state.account.collection === 'manual') refuseUnlessFitForManualBilling(to);
  if (state.trial !== null) return inTrial(state, { to, version }, data);
  const moves = new Set(Object.values(parts) as Direction[]);
  if (moves.has('up') && moves.has('down')) return refuse('change.mixed', { ...parts });
  if (moves.has('up')) return raise(state, { to, version }, data);
  if (!moves.has('down')) return [];
  // What cannot be priced is refused now, not on the day of the renewal.
  seatPrice(version, to.plan, to.cycle, state.account.currency);
  return scheduleChange(state, to);
};
