import type { Decider } from '../kernel/decider.js';
import { invariant } from '../kernel/invariant.js';
import type { PaymentEvent, PaymentRequested } from './payment.events.js';

export interface RequestPayment {
  readonly type: 'RequestPayment';
  readonly data: PaymentRequested['data'];
}

/** The gateway has answered. */
export interface RecordPaymentOutcome {
  readonly type: 'RecordPaymentOutcome';
  readonly data:
    | { readonly status: 'succeeded'; readonly reference: string }
    | { readonly status: 'failed'; readonly reason: string };
}

export type PaymentCommand = RequestPayment | RecordPaymentOutcome;

export type Payment =
  | { readonly status: 'none' }
  | { readonly status: 'requested'; readonly request: PaymentRequested['data'] }
  | { readonly status: 'settled' | 'failed' };

/** Asked for twice, a payment is requested once. */
const requestPayment = ({ data }: RequestPayment, payment: Payment): readonly PaymentEvent[] => {
  invariant(data.amount > 0, `a payment collects something, not ${data.amount}`);
  return payment.status === 'none' ? [{ type: 'PaymentRequested', data }] : [];
};

const recordOutcome = ({ data }: RecordPaymentOutcome, payment: Payment): readonly PaymentEvent[] => {
  invariant(payment.status !== 'none', 'a payment is requested before the gateway is asked');
  // An outcome is final: a late or repeated answer changes nothing.
  if (payment.status !== 'requested') return [];
  const { paymentMethod: _paymentMethod, ...facts } = payment.request;
  return data.status === 'succeeded'
    ? [{ type: 'PaymentSettled', data: { ...facts, gatewayReference: data.reference } }]
    : [{ type: 'PaymentFailed', data: { ...facts, reason: data.reason } }];
};

/** The rules of a `payment-{id}` stream: one conversation with the gateway, requested, then settled or failed. */
export const paymentDecider: Decider<Payment, PaymentCommand, PaymentEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (_payment, event) => {
    switch (event.type) {
      case 'PaymentRequested':
        return { status: 'requested', request: event.data };
      case 'PaymentSettled':
        return { status: 'settled' };
      case 'PaymentFailed':
        return { status: 'failed' };
    }
  },
  decide: (command, payment) =>
    command.type === 'RecordPaymentOutcome' ? recordOutcome(command, payment) : requestPayment(command, payment),
};
