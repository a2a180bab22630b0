import type { LocalDate, Period } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Collection, PolicyReference } from '../policy/policy.js';
import type { SpaceKind } from '../space/space.state.js';
import type { Bill, Selection } from './bill.js';
import type { Term } from './term.js';

export type Locale = 'en' | 'fr';

/** Where in its terms a subscription is, and at which captured price (D4). */
export interface PricedPeriod {
  readonly term: Term;
  readonly k: number;
  readonly period: Period;
  readonly catalogVersion: string;
  /** Minor units for one seat for a whole cycle. */
  readonly unitPrice: number;
}

export interface SubscriptionOpened {
  readonly type: 'SubscriptionOpened';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly spaceKind: SpaceKind;
    /** Of a team: the organization that it is in. */
    readonly organizationId: string | null;
    readonly ownerId: string;
    readonly openedBy: string;
    readonly currency: Currency;
    readonly timeZone: string;
    readonly locale: Locale;
    readonly collection: Collection;
    readonly policy: PolicyReference;
    readonly billingDetails: Sealed;
    /** The card: what may be shown of it, and the gateway's token for it. */
    readonly paymentMethod: Sealed | null;
  };
}

/** A plan up: from Basic (`from` is null), which begins the first term, or from a lower plan inside a period (D13). */
export interface PlanUpgraded {
  readonly type: 'PlanUpgraded';
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly from: Selection | null;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    readonly bill: Bill;
    /** The payment that settled the bill; null when nothing was due. */
    readonly paymentId: string | null;
  };
}

/** Seats up on the same plan and cycle, inside a period (D12). */
export interface SeatsChanged {
  readonly type: 'SeatsChanged';
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    readonly bill: Bill;
    readonly paymentId: string | null;
  };
}

/** A paid change waits for its payment; until that is settled or has failed no other change is taken. */
export interface PaidChangeRequested {
  readonly type: 'PaidChangeRequested';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    readonly unitPrice: number;
    readonly bill: Bill;
    readonly paymentId: string;
    readonly requestedBy: string;
  };
}

/** D6: the payment failed, everything stays as it was and nothing is owed. */
export interface PaidChangeFailed {
  readonly type: 'PaidChangeFailed';
  readonly data: { readonly subscriptionId: string; readonly paymentId: string; readonly reason: string };
}

/** Something goes down: it happens at the renewal (D12, D13). */
export interface ChangeScheduled {
  readonly type: 'ChangeScheduled';
  readonly data: {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    /** The pending change whose place this one takes (D14). */
    readonly replaces: Selection | null;
  };
}

export interface ScheduledChangeUndone {
  readonly type: 'ScheduledChangeUndone';
  readonly data: { readonly subscriptionId: string; readonly undone: Selection };
}

/** R48, D10: the plan ends with the period. */
export interface CancellationScheduled {
  readonly type: 'CancellationScheduled';
  readonly data: { readonly subscriptionId: string; readonly effectiveOn: LocalDate };
}

export interface CancellationUndone {
  readonly type: 'CancellationUndone';
  readonly data: { readonly subscriptionId: string; readonly renewsOn: LocalDate };
}

export interface SubscriptionRenewed {
  readonly type: 'SubscriptionRenewed';
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    /** Of the new period: it ends at midnight there. */
    readonly timeZone: string;
    readonly bill: Bill;
    /** A scheduled decrease that members had outgrown: the smallest tier that fits stays instead (D12). */
    readonly seatsKept: { readonly requested: number; readonly members: number } | null;
  };
}

export interface SubscriptionEnded {
  readonly type: 'SubscriptionEnded';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    /** The workspace or organization that covers are counted in. */
    readonly rootId: string;
    readonly reason: 'cancelled';
    /** The first day without the plan. */
    readonly effectiveOn: LocalDate;
  };
}

export interface BillingOwnerReassigned {
  readonly type: 'BillingOwnerReassigned';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly from: string;
    readonly to: string;
  };
}

export interface BillingDetailsChanged {
  readonly type: 'BillingDetailsChanged';
  readonly data: {
    readonly subscriptionId: string;
    readonly billingDetails: Sealed;
    readonly locale: Locale;
    /** Counts from the next boundary on. */
    readonly timeZone: string;
  };
}

export interface PaymentMethodReplaced {
  readonly type: 'PaymentMethodReplaced';
  readonly data: { readonly subscriptionId: string; readonly paymentMethod: Sealed };
}

/** A renewal could not be collected: the subscription is past due, the invoice stays open (D16). */
export interface RenewalPaymentFailed {
  readonly type: 'RenewalPaymentFailed';
  readonly data: {
    readonly subscriptionId: string;
    readonly paymentId: string;
    readonly invoiceNumber: string;
    readonly reason: string;
    readonly effectiveOn: LocalDate;
  };
}

export type SubscriptionEvent =
  | SubscriptionOpened
  | PlanUpgraded
  | SeatsChanged
  | PaidChangeRequested
  | PaidChangeFailed
  | ChangeScheduled
  | ScheduledChangeUndone
  | CancellationScheduled
  | CancellationUndone
  | SubscriptionRenewed
  | SubscriptionEnded
  | BillingOwnerReassigned
  | BillingDetailsChanged
  | PaymentMethodReplaced
  | RenewalPaymentFailed;

/** A fact that makes something due: each becomes exactly one invoice. */
export type BilledEvent = PlanUpgraded | SeatsChanged | SubscriptionRenewed;
