import type { Bill, Selection } from '../subscription/bill.js';
import type { PricedPeriod, SubscriptionOpened } from '../subscription/subscription.events.js';

/**
 * An upgrade that was confirmed (R23) and waits for its payment. It holds everything that was decided, so whoever
 * finds it can carry it on, whatever crashed.
 */
export interface UpgradeRequested {
  readonly type: 'UpgradeRequested';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly account: SubscriptionOpened['data'];
    readonly selection: Selection;
    readonly priced: PricedPeriod;
    readonly bill: Bill;
    readonly paymentId: string;
  };
}

export interface UpgradeCompleted {
  readonly type: 'UpgradeCompleted';
  readonly data: { readonly subscriptionId: string; readonly spaceId: string };
}

/** D6: the payment failed, the space stays on Basic and nothing is owed. */
export interface UpgradeFailed {
  readonly type: 'UpgradeFailed';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly paymentId: string;
    readonly reason: string;
  };
}

/** The subscription has ended: the space can be upgraded again. */
export interface CoverageEnded {
  readonly type: 'CoverageEnded';
  readonly data: { readonly subscriptionId: string; readonly spaceId: string };
}

export type CoverageEvent = UpgradeRequested | UpgradeCompleted | UpgradeFailed | CoverageEnded;
