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

export type PaymentEvent = PaymentRequested | PaymentSettled | PaymentFailed;
