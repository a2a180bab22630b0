import { invariant } from '../kernel/invariant.js';
import type { Bill, Selection } from './bill.js';
import type { PlanUpgraded, SubscriptionOpened } from './subscription.events.js';
import type { Superseded } from './supersede.events.js';
import type { PricedPeriod } from './term.js';
import type { TrialStarted } from './trial.events.js';
import type { Subscription } from './subscription.state.js';

/** An upgrade from Basic that was confirmed (R23) and paid for, exactly as it was requested and priced. */
export interface OpenSubscription {
  readonly type: 'OpenSubscription';
  readonly data: {
    readonly account: SubscriptionOpened['data'];
    readonly selection: Selection;
    readonly priced: PricedPeriod;
    /** Null for a trial, which costs nothing (D11). */
    readonly bill: Bill | null;
    /** Null when nothing was due, or an invoice is to be paid later (D7). */
    readonly paymentId: string | null;
    readonly supersedes: readonly Superseded[];
  };
}

/** Opens a subscription with its first plan, or with the trial of one. A second opening changes nothing. */
export const openSubscription = (
  { data }: OpenSubscription,
  state: Subscription,
): readonly (SubscriptionOpened | PlanUpgraded | TrialStarted)[] => {
  if (state.status !== 'none') return [];
  const { account, selection, priced, bill, paymentId, supersedes } = data;
  const { subscriptionId } = account;
  const first = { ...priced, subscriptionId, to: selection, effectiveOn: priced.period.start };
  const opened: SubscriptionOpened = { type: 'SubscriptionOpened', data: account };
  if (bill === null) {
    invariant(supersedes.length === 0, 'a trial takes the place of no plan (D2)');
    return [opened, { type: 'TrialStarted', data: first }];
  }
  return [opened, { type: 'PlanUpgraded', data: { ...first, from: null, bill, credit: null, paymentId, supersedes } }];
};
