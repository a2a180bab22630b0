import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';

export type PaymentPurpose = 'start' | 'change' | 'renewal';

export interface PaymentRequested {
  readonly type: 'PaymentRequested';
  readonly data: {
    readonly paymentId: string;
    readonly subscriptionId: string;
    readonly spaceId: string;
    /** The workspace or organization that covers are counted in. */
    readonly rootId: string;
    readonly purpose: PaymentPurpose;
    /** Of a renewal: the invoice that is collected. */
    readonly invoiceNumber: string | null;
    /** Minor units, greater than zero. */
    readonly amount: number;
    readonly currency: Currency;
    /** The card that is charged, in the envelope that the subscription held then. */
    readonly paymentMethod: Sealed;
  };
}

export interface PaymentSettled {
  readonly type: 'PaymentSettled';
  readonly data: Omit<PaymentRequested['data'], 'paymentMethod'> & { readonly gatewayReference: string };
}

export interface PaymentFailed {
  readonly type: 'PaymentFailed';
  readonly data: Omit<PaymentRequested['data'], 'paymentMethod'> & { readonly reason: string };
}

/** Money goes back the way it came, because a credit note says so. */
export interface RefundRequested {
  readonly type: 'RefundRequested';
  readonly data: {
    readonly refundId: string;
    /** The payment whose money goes back. */
    readonly paymentId: string;
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly rootId: string;
    readonly creditNoteNumber: string;
    /** Minor units, greater than zero. */
    readonly amount: number;
    readonly currency: Currency;
  };
}

export interface RefundSettled {
  readonly type: 'RefundSettled';
  readonly data: RefundRequested['data'] & { readonly gatewayReference: string };
}

/** Money for an invoice came by bank transfer, as sales staff or a bank import says (D7). */
export interface BankPaymentRecorded {
  readonly type: 'BankPaymentRecorded';
  readonly data: {
    readonly paymentId: string;
    readonly subscriptionId: string;
    readonly spaceId: string;
    readonly rootId: string;
    readonly invoiceNumber: string;
    /** Minor units, greater than zero. */
    readonly amount: number;
    readonly currency: Currency;
    /** The day on which the bank received it. */
    readonly receivedOn: LocalDate;
    /** What the bank statement says of it; it may name a person. */
    readonly reference: Sealed;
  };
}

export type PaymentEvent = PaymentRequested | PaymentSettled | PaymentFailed;
export type RefundEvent = RefundRequested | RefundSettled;
