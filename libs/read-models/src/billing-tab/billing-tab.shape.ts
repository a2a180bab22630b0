import type { Collection, Cycle, LocalDate, Period, Selection, SpaceKind } from '#domain';
import type { Position } from '#event-store';
import type { InvoiceShape } from '../invoices/invoice.shape.js';
import type { MoneyShape } from '../shapes/money.js';
import type { PublicState } from '../subscriptions/space-cover.js';
import type { SubscriptionCondition } from '../subscriptions/subscription.document.js';
import type { BillingAction } from './actions.js';

/** The most urgent first: `state` is the first that holds. */
export type BillingState = PublicState | SubscriptionCondition;

export interface BillingTabSpace {
  readonly id: string;
  readonly kind: SpaceKind;
  readonly name: string;
}

/** For those who may not see a billing fact: whether it is paid, what they can do, and whom to ask. */
export interface PublicBillingTab {
  readonly space: BillingTabSpace;
  readonly state: PublicState;
  readonly actions: readonly BillingAction[];
  /** Null when nothing is paid for; a name is null when it is not known, or the owner is missing. */
  readonly billingOwner: { readonly name: string | null } | null;
}

/** For the billing owner. */
export interface OwnersBillingTab {
  readonly space: BillingTabSpace;
  readonly subscriptionId: string;
  readonly state: BillingState;
  readonly states: readonly BillingState[];
  /** By state: the day since which it has held. */
  readonly since: Readonly<Partial<Record<BillingState, LocalDate>>>;
  readonly plan: string;
  readonly cycle: Cycle;
  readonly collection: Collection;
  readonly seats: { readonly purchased: number; readonly used: number };
  /** One seat's, for the cycle. */
  readonly pricePerSeat: MoneyShape;
  /** The whole period's. */
  readonly price: MoneyShape;
  /** `end` is exclusive, and the renewal day. */
  readonly period: Period;
  /** Null when the plan ends instead, has ended, or has not begun. */
  readonly renewsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly pendingChange: (Selection & { readonly effectiveOn: LocalDate }) | null;
  readonly billingOwner: { readonly memberId: string; readonly name: string | null; readonly email: string | null };
  /** What `PUT …/billing-details` takes; null when it was erased. */
  readonly billingDetails: Readonly<Record<string, unknown>> | null;
  /** Null when there is none, or it was erased. */
  readonly paymentMethod: { readonly brand: string; readonly lastFour: string } | null;
  readonly latestInvoice: InvoiceShape | null;
  readonly actions: readonly BillingAction[];
  /** Of the subscription, the `ETag`; null while the first payment is pending. */
  readonly revision: number | null;
  readonly position: Position;
}

export type BillingTab = OwnersBillingTab | PublicBillingTab;
