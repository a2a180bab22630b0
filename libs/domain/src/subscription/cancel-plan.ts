import type { LocalDate } from '../kernel/local-date.js';
import { authorizeCaller, refuseUnlessSettled, type OwnerCommand } from './rights.js';
import type { CancellationScheduled, CancellationUndone } from './subscription.events.js';
import { active, type Subscription } from './subscription.state.js';

export interface CancelPlan {
  readonly type: 'CancelPlan';
  readonly data: OwnerCommand;
}

export interface UndoCancellation {
  readonly type: 'UndoCancellation';
  readonly data: OwnerCommand;
}

export const cancellationAt = (subscriptionId: string, effectiveOn: LocalDate): CancellationScheduled => ({
  type: 'CancellationScheduled',
  data: { subscriptionId, effectiveOn },
});

/** R48, D10: at the renewal date, for monthly plans too. Cancelling twice changes nothing. */
export const cancelPlan = ({ data }: CancelPlan, subscription: Subscription): readonly CancellationScheduled[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'cancelPlan');
  refuseUnlessSettled(state, data.today);
  if (state.isCancelling) return [];
  return [cancellationAt(state.account.subscriptionId, state.current.period.end)];
};

/** D10: until the renewal date a cancellation can be taken back. */
export const undoCancellation = (
  { data }: UndoCancellation,
  subscription: Subscription,
): readonly CancellationUndone[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'cancelPlan');
  refuseUnlessSettled(state, data.today);
  if (!state.isCancelling) return [];
  const { subscriptionId } = state.account;
  return [{ type: 'CancellationUndone', data: { subscriptionId, renewsOn: state.current.period.end } }];
};
