import { invariant } from '../kernel/invariant.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { BillLine } from './bill.js';
import { creditLine } from './credit.js';
import { creditForUnused, ending, stillOpen } from './end.js';
import { takeNewest, totalOf, without } from './funds.js';
import { openAmount, unused } from './ledger.js';
import { presentOwnerOf, refuseWhilePaymentIsOpen } from './rights.js';
import type { SubscriptionEnded } from './subscription.events.js';
import type { Superseded, SupersedeCalledOff, SupersedeRequested } from './supersede.events.js';
import {
  countsFrom,
  type ActiveSubscription,
  type EndedSubscription,
  type Subscription,
} from './subscription.state.js';

/** A team of an organization that is being upgraded, and its plan (D2). */
export interface TeamPlan {
  readonly state: ActiveSubscription | EndedSubscription;
  /**
   * The day in the time zone of the team's subscription on which the organization's plan begins: today, or the first
   * paid day after a trial, however late that is carried out.
   */
  readonly today: LocalDate;
}

/** What the organization's first invoice charges, and to whom. */
export interface SupersedingPlan {
  readonly subscriptionId: string;
  /** Null while the owner is missing: then nobody's credit stands on the invoice. */
  readonly ownerId: string | null;
  readonly currency: Currency;
  /** Minor units. */
  readonly charge: number;
}

/** Minor units that were paid for the days from a day on; what is unpaid of them is reduced, not credited. */
const paidFor = ({ ledger }: ActiveSubscription, on: LocalDate): number =>
  Math.max(unused(ledger, on) - openAmount(ledger), 0);

const nothingOnInvoice = ({ account }: TeamPlan['state'], effectiveOn: LocalDate): Superseded => ({
  subscriptionId: account.subscriptionId,
  spaceId: account.spaceId,
  effectiveOn,
  line: null,
  funds: [],
});

const supersededNow = (state: ActiveSubscription, on: LocalDate, amountMax: number): Superseded => {
  const { selection, current, ledger } = state;
  const amount = Math.min(paidFor(state, on), amountMax);
  if (amount === 0) return nothingOnInvoice(state, on);
  const period = { start: on, end: current.period.end };
  const line = creditLine(selection, { period, unitPrice: current.unitPrice, amount });
  return { ...nothingOnInvoice(state, on), line, funds: takeNewest(ledger.funds, amount).taken };
};

/**
 * D2: what stands on the organization's first invoice for the plans of its teams. Those of the same owner in the same
 * currency are credited there, one after the other, up to its charge; all other credits are refunded.
 * @throws Refusal `subscription.renewal_due` when a team's plan waits for its renewal.
 */
export const supersededPlans = (plan: SupersedingPlan, teams: readonly TeamPlan[]): readonly Superseded[] => {
  let chargeLeft = plan.charge;
  return teams.flatMap(({ state, today }) => {
    if (state.status === 'ended') return endedFor(plan.subscriptionId, state);
    const ownerId = presentOwnerOf(state);
    const isSamePayer = ownerId !== null && ownerId === plan.ownerId && state.account.currency === plan.currency;
    // A period that begins later in its own zone was not used on any day.
    const on = countsFrom(state, today);
    const { end } = state.current.period;
    refuseUnless(on < end, 'subscription.renewal_due', { renewsOn: end });
    const superseded = supersededNow(state, on, isSamePayer ? chargeLeft : 0);
    chargeLeft -= totalOf(superseded.funds);
    return [superseded];
  });
};

/** What was credited when the plan ended for this organization stands, whenever it is asked again. */
const endedFor = (by: string, state: EndedSubscription): readonly Superseded[] => {
  const { superseded, endedOn } = state;
  if (superseded?.by !== by) return [];
  const { line, funds } = superseded;
  return [{ ...nothingOnInvoice(state, endedOn), line, funds }];
};

/** What stands on the organization's first invoice for its teams, in their order. */
export const creditLinesOf = (supersedes: readonly Superseded[]): readonly BillLine[] =>
  supersedes.flatMap(({ line }) => (line === null ? [] : [line]));

interface AboutSupersede<Type extends string> {
  readonly type: Type;
  readonly data: {
    /** The subscription of the organization. */
    readonly by: string;
    /** As it was decided for the organization. */
    readonly superseded: Superseded;
  };
}

/** The organization is about to be charged: the team's plan stands still until that is settled. */
export type HoldForSupersede = AboutSupersede<'HoldForSupersede'>;
/** The organization is upgraded. */
export type SupersedeSubscription = AboutSupersede<'SupersedeSubscription'>;
/** The organization's payment failed. */
export type ReleaseFromSupersede = AboutSupersede<'ReleaseFromSupersede'>;

const isStillAsDecided = (state: ActiveSubscription, { effectiveOn, line }: Superseded): boolean =>
  effectiveOn < state.current.period.end &&
  effectiveOn >= state.current.period.start &&
  (line === null || paidFor(state, effectiveOn) >= -line.amount);

/** Ended for this organization, or by itself before the organization begins, without a credit that was promised. */
const isOutOfTheWay = (
  { superseded, endedOn }: EndedSubscription,
  by: string,
  { line, effectiveOn }: Superseded,
): boolean => superseded?.by === by || (line === null && endedOn <= effectiveOn);

/**
 * Held already, called off meanwhile, or out of the way: nothing happens.
 * @throws Refusal `payment.pending`; `upgrade.teams_changed` when the plan is no longer what the organization's invoice
 * was priced with.
 */
export const holdForSupersede = (
  { data: { by, superseded } }: HoldForSupersede,
  state: Subscription,
): readonly SupersedeRequested[] => {
  invariant(state.status === 'active' || state.status === 'ended', 'a plan that is superseded was opened');
  const { subscriptionId, spaceId } = superseded;
  if (state.status === 'ended') {
    return isOutOfTheWay(state, by, superseded) ? [] : refuse('upgrade.teams_changed', { spaceId });
  }
  if (state.pendingSupersede?.by === by || state.calledOff.includes(by)) return [];
  refuseWhilePaymentIsOpen(state);
  refuseUnless(isStillAsDecided(state, superseded), 'upgrade.teams_changed', { spaceId });
  const { effectiveOn } = superseded;
  return [{ type: 'SupersedeRequested', data: { subscriptionId, by, effectiveOn } }];
};

export const releaseFromSupersede = (
  { data: { by } }: ReleaseFromSupersede,
  state: Subscription,
): readonly SupersedeCalledOff[] => {
  if (state.status !== 'active' || state.pendingSupersede?.by !== by) return [];
  return [{ type: 'SupersedeCalledOff', data: { subscriptionId: state.account.subscriptionId, by } }];
};

/** The period without what stands on the organization's invoice. */
const withoutPromised = (state: ActiveSubscription, { funds }: Superseded): ActiveSubscription => {
  const { ledger } = state;
  const invoiced = ledger.invoiced - totalOf(funds);
  // The very payments that were promised: a newer one may have come since, and is refunded by itself.
  return { ...state, ledger: { ...ledger, invoiced, funds: without(ledger.funds, funds) } };
};

/** A plan that nobody held may have been renewed since it was looked at: then it is looked at again. */
const refuseUnlessAsDecided = (state: ActiveSubscription, superseded: Superseded): void => {
  refuseWhilePaymentIsOpen(state);
  const { end: renewsOn } = state.current.period;
  refuseUnless(isStillAsDecided(state, superseded), 'subscription.renewal_due', { renewsOn });
};

/**
 * D2: the plan ends that day. What is not credited on the organization's invoice reduces what is unpaid and is refunded.
 * Ended already, nothing happens.
 * @throws Refusal `payment.pending`, `subscription.renewal_due` when nobody held the plan and it has changed since.
 */
export const supersedeSubscription = (
  { data: { by, superseded } }: SupersedeSubscription,
  state: Subscription,
): readonly SubscriptionEnded[] => {
  if (state.status !== 'active') return [];
  if (state.pendingSupersede?.by !== by) refuseUnlessAsDecided(state, superseded);
  const { effectiveOn: on, line, funds } = superseded;
  const rest = withoutPromised(state, superseded);
  const credit = creditForUnused(rest, { reason: 'supersede', on });
  const writtenOff = stillOpen(rest, credit);
  return [ending(state, { reason: 'superseded', on, credit, writtenOff, superseded: { by, line, funds } })];
};
