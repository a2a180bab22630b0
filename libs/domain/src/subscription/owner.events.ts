import type { LocalDate } from '../kernel/local-date.js';
import type { Sealed } from '../kernel/sealed.js';

export type Locale = 'en' | 'fr';

export interface BillingOwnerReassigned {
  readonly type: 'BillingOwnerReassigned';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly from: string;
    readonly to: string;
  };
}

/** D8: a directory sync removed the billing owner. The role waits for an administrator who claims it. */
export interface BillingOwnerWentMissing {
  readonly type: 'BillingOwnerWentMissing';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly ownerId: string;
    readonly effectiveOn: LocalDate;
  };
}

/** The missing owner is a member again before anybody has claimed the role. */
export interface BillingOwnerReturned {
  readonly type: 'BillingOwnerReturned';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly ownerId: string;
    readonly effectiveOn: LocalDate;
  };
}

/** D8. */
export interface BillingOwnershipClaimed {
  readonly type: 'BillingOwnershipClaimed';
  readonly data: {
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly from: string;
    readonly to: string;
    readonly effectiveOn: LocalDate;
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

/** Who the billing owner is, and what the owner gives of himself: details and card (R29-R33, D8). */
export type OwnerEvent =
  | BillingOwnerReassigned
  | BillingOwnerWentMissing
  | BillingOwnerReturned
  | BillingOwnershipClaimed
  | BillingDetailsChanged
  | PaymentMethodReplaced;
