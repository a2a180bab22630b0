import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Collection, PolicyReference } from '../policy/policy.js';
import type { SpaceKind } from '../space/space.state.js';
import type { Bill, BillLine, Selection } from './bill.js';
import type { CollectionEvent } from './collection.events.js';
import type { Credit } from './credit.js';
import type { Fund } from './funds.js';
import type { Locale, OwnerEvent } from './owner.events.js';
import type { SeatMark } from './seat-marks.js';
import type { Superseded, SupersedeEvent } from './supersede.events.js';
import type { PricedPeriod } from './term.js';
import type { TrialConverted, TrialEvent } from './trial.events.js';

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
    /** What the credit for the old plan exceeds the charge by; null when it does not. */
    readonly credit: Credit | null;
    /** The payment that settled the bill; null when nothing was due, or an invoice is to be paid later (D7). */
    readonly paymentId: string | null;
    /** Of the team plans that this one takes the place of (D2): what stands on the bill for them. */
    readonly supersedes: readonly Superseded[];
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

/** Monthly to annual, perhaps with more seats or a higher plan: a new term begins that day (D13). */
export interface CycleChanged {
  readonly type: 'CycleChanged';
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    /** Of the new term. */
    readonly timeZone: string;
    readonly bill: Bill;
    /** What the credit for the unused days exceeds the charge by; null when it does not. */
    readonly credit: Credit | null;
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
    /** Minor units for one seat for a whole cycle of the new selection. */
    readonly unitPrice: number;
    /** The first period of the term that the change opens; null when it happens inside the running period. */
    readonly newTerm: PricedPeriod | null;
    readonly bill: Bill;
    readonly credit: Credit | null;
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

/** R48, D10: the plan ends with the period. Told again when a new term, which is paid for, moves that day (D13). */
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

export type EndReason = 'cancelled' | 'trialEnded' | 'trialStopped' | 'lapsed' | 'superseded';

export interface SubscriptionEnded {
  readonly type: 'SubscriptionEnded';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    /** The workspace or organization that covers are counted in. */
    readonly rootId: string;
    readonly reason: EndReason;
    /** The first day without the plan. */
    readonly effectiveOn: LocalDate;
    /** For the days from then on that were invoiced; null when there are none, or the organization's invoice holds it. */
    readonly credit: Credit | null;
    /** Minor units of an open invoice that nobody collects any more (D16). */
    readonly writtenOff: number;
    /** The invoice that is written off; null when none is. */
    readonly writtenOffInvoice: string | null;
    readonly superseded: {
      readonly by: string;
      readonly line: BillLine | null;
      readonly funds: readonly Fund[];
    } | null;
  };
}

/** D15: a mark of the seats was crossed, or the members no longer exceed the seats. */
export interface SeatUsageChanged {
  readonly type: 'SeatUsageChanged';
  readonly data: {
    readonly subscriptionId: string;
    readonly members: number;
    readonly seats: number;
    /** What the owner is told; null when there is nothing to tell, or it was told in this period already. */
    readonly mark: SeatMark | null;
    readonly isOverLimit: boolean;
    /** Of the space's stream: up to here its members are counted. */
    readonly spaceRevision: number;
    readonly effectiveOn: LocalDate;
  };
}

/** D9: sales gave the subscription another policy of who may do what. */
export interface PolicyAdopted {
  readonly type: 'PolicyAdopted';
  readonly data: { readonly subscriptionId: string; readonly policy: PolicyReference };
}

/** D4: renewals keep the price list that the running period captured. */
export interface PriceProtected {
  readonly type: 'PriceProtected';
  readonly data: {
    readonly subscriptionId: string;
    readonly catalogVersion: string;
    /** The first day of a period that is no longer protected; null for as long as the plan lives. */
    readonly until: LocalDate | null;
  };
}

export interface PriceProtectionLifted {
  readonly type: 'PriceProtectionLifted';
  readonly data: { readonly subscriptionId: string };
}

export type SubscriptionEvent =
  | SubscriptionOpened
  | TrialEvent
  | PlanUpgraded
  | SeatsChanged
  | CycleChanged
  | PaidChangeRequested
  | PaidChangeFailed
  | ChangeScheduled
  | ScheduledChangeUndone
  | CancellationScheduled
  | CancellationUndone
  | SubscriptionRenewed
  | CollectionEvent
  | SupersedeEvent
  | SubscriptionEnded
  | OwnerEvent
  | SeatUsageChanged
  | PolicyAdopted
  | PriceProtected
  | PriceProtectionLifted;

/** A fact that makes something due: each becomes exactly one invoice. */
export type BilledEvent = PlanUpgraded | SeatsChanged | CycleChanged | SubscriptionRenewed | TrialConverted;

/** A fact that can give something back: where it does, it becomes exactly one credit note. */
export type CreditedEvent = PlanUpgraded | CycleChanged | SubscriptionEnded;
