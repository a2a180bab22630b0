import type { Bill, Selection } from './bill.js';
import type { PlanUpgraded, PricedPeriod, SubscriptionOpened } from './subscription.events.js';
import type { Subscription } from './subscription.state.js';

/** An upgrade from Basic whose payment is settled (R23), exactly as it was requested and priced. */
export interface OpenSubscription {
  readonly type: 'OpenSubscription';
  readonly data: {
    readonly account: SubscriptionOpened['data'];
    readonly selection: Selection;
    readonly priced: PricedPeriod;
    readonly bill: Bill;
    readonly paymentId: string | null;
  };
}

/** Opens a subscription with its first plan. A second opening changes nothing. */
export const openSubscription = (
  { data }: OpenSubscription,
  state: Subscription,
): readonly (SubscriptionOpened | PlanUpgraded)[] => {
  if (state.status !== 'none') return [];
  const { account, selection, priced, bill, paymentId } = data;
  const { subscriptionId } = account;
  const effectiveOn = priced.period.start;
  return [
    { type: 'SubscriptionOpened', data: account },
    {
      type: 'PlanUpgraded',
      data: { ...priced, subscriptionId, from: null, to: selection, effectiveOn, bill, paymentId },
    },
  ];
};
