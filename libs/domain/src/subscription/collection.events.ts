import type { LocalDate } from '../kernel/local-date.js';

/** An invoice that was issued before it was paid is paid, in whole or in part. */
export interface PaymentReceived {
  readonly type: 'PaymentReceived';
  readonly data: {
    readonly subscriptionId: string;
    readonly paymentId: string;
    readonly invoiceNumber: string;
    /** Minor units before tax that it settles. */
    readonly net: number;
    /** The period that the invoice is for. */
    readonly term: number;
    readonly k: number;
    readonly effectiveOn: LocalDate;
  };
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
    /** How many of the scheduled retries have failed. */
    readonly retriesFailed: number;
    /** Null after the last. */
    readonly nextRetryOn: LocalDate | null;
    /** The day on which the plan ends if nothing is paid until then. */
    readonly endsOn: LocalDate;
  };
}

/** The open invoice of a renewal is collected once more: as scheduled, or at once with another card (D16). */
export interface RenewalRetryRequested {
  readonly type: 'RenewalRetryRequested';
  readonly data: {
    readonly subscriptionId: string;
    readonly paymentId: string;
    readonly invoiceNumber: string;
    readonly cause: 'schedule' | 'newCard';
    readonly effectiveOn: LocalDate;
  };
}

/** How an invoice that was issued before it was paid is collected (D7, D16). */
export type CollectionEvent = PaymentReceived | RenewalPaymentFailed | RenewalRetryRequested;
