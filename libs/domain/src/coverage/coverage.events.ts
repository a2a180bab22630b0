import type { Bill, Selection } from '../subscription/bill.js';
import type { SubscriptionOpened } from '../subscription/subscription.events.js';
import type { Superseded } from '../subscription/supersede.events.js';
import type { PricedPeriod } from '../subscription/term.js';

/**
 * An upgrade that was confirmed (R23) and waits for its payment, where one is due. It holds everything that was
 * decided, so whoever finds it can carry it on, whatever crashed.
 */
export interface UpgradeRequested {
  readonly type: 'UpgradeRequested';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly account: SubscriptionOpened['data'];
    readonly selection: Selection;
    readonly priced: PricedPeriod;
    /** Null for a trial, which costs nothing (D11). */
    readonly bill: Bill | null;
    /** Null when nothing is due at once: in a trial, on a manual plan (D7), or when credits cover it. */
    readonly paymentId: string | null;
    /** Of an organization: the plans of its teams that it takes the place of (D2). */
    readonly supersedes: readonly Superseded[];
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
    /** Null when nothing was due at once. */
    readonly paymentId: string | null;
    readonly reason: string;
  };
}

/** The subscription has ended: the space can be upgraded again. */
export interface CoverageEnded {
  readonly type: 'CoverageEnded';
  readonly data: { readonly subscriptionId: string; readonly spaceId: string };
}

export type CoverageEvent = UpgradeRequested | UpgradeCompleted | UpgradeFailed | CoverageEnded;
