import type { Decider } from '../kernel/decider.js';
import { invariant } from '../kernel/invariant.js';
import type { RefundEvent, RefundRequested } from './payment.events.js';

export interface RequestRefund {
  readonly type: 'RequestRefund';
  readonly data: RefundRequested['data'];
}

/** The gateway has given the money back. */
export interface RecordRefund {
  readonly type: 'RecordRefund';
  readonly data: { readonly reference: string };
}

export type RefundCommand = RequestRefund | RecordRefund;

export type Refund =
  | { readonly status: 'none' }
  | { readonly status: 'requested'; readonly request: RefundRequested['data'] }
  | { readonly status: 'settled' };

/** Asked for twice, a refund is requested once. */
const requestRefund = ({ data }: RequestRefund, refund: Refund): readonly RefundEvent[] => {
  invariant(data.amount > 0, `a refund gives something back, not ${data.amount}`);
  return refund.status === 'none' ? [{ type: 'RefundRequested', data }] : [];
};

const recordRefund = ({ data }: RecordRefund, refund: Refund): readonly RefundEvent[] => {
  invariant(refund.status !== 'none', 'a refund is requested before the gateway is asked');
  if (refund.status === 'settled') return [];
  return [{ type: 'RefundSettled', data: { ...refund.request, gatewayReference: data.reference } }];
};

/** The rules of the `payment-{refundId}` stream of a refund: requested, then settled. */
export const refundDecider: Decider<Refund, RefundCommand, RefundEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (_refund, event) =>
    event.type === 'RefundRequested' ? { status: 'requested', request: event.data } : { status: 'settled' },
  decide: (command, refund) =>
    command.type === 'RequestRefund' ? requestRefund(command, refund) : recordRefund(command, refund),
};
