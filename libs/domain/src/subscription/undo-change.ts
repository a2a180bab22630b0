import { authorizeCaller, refuseUnlessSettled, type OwnerCommand } from './rights.js';
import type { ScheduledChangeUndone } from './subscription.events.js';
import { active, type Subscription } from './subscription.state.js';

export interface UndoChange {
  readonly type: 'UndoChange';
  readonly data: OwnerCommand;
}

/** D14: the one pending change is taken back. Without one, nothing happens. */
export const undoChange = ({ data }: UndoChange, subscription: Subscription): readonly ScheduledChangeUndone[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'changePlan');
  refuseUnlessSettled(state, data.today);
  if (state.pendingChange === null) return [];
  const { subscriptionId } = state.account;
  return [{ type: 'ScheduledChangeUndone', data: { subscriptionId, undone: state.pendingChange.to } }];
};
