import { applyIncrease } from './change-plan.js';
import type { PaidChangeFailed, SubscriptionEvent } from './subscription.events.js';
import type { Subscription } from './subscription.state.js';

/** The payment of a requested change has an outcome. */
export interface SettlePaidChange {
  readonly type: 'SettlePaidChange';
  readonly data: { readonly paymentId: string };
}

export interface FailPaidChange {
  readonly type: 'FailPaidChange';
  readonly data: { readonly paymentId: string; readonly reason: string };
}

/** Applies what was requested, as it was priced then. An outcome that came before, or for another payment, does nothing. */
export const settlePaidChange = ({ data }: SettlePaidChange, state: Subscription): readonly SubscriptionEvent[] => {
  if (state.status !== 'active' || state.pendingPayment?.paymentId !== data.paymentId) return [];
  return applyIncrease(state, state.pendingPayment, data.paymentId);
};

/** D6: everything stays as it was. */
export const failPaidChange = ({ data }: FailPaidChange, state: Subscription): readonly PaidChangeFailed[] => {
  if (state.status !== 'active' || state.pendingPayment?.paymentId !== data.paymentId) return [];
  const { subscriptionId } = state.account;
  return [{ type: 'PaidChangeFailed', data: { subscriptionId, ...data } }];
};
