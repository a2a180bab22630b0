import { refuseUnless } from '../kernel/refusal.js';
import { isSame, type Selection } from './bill.js';
import type { ChangeScheduled, ScheduledChangeUndone } from './subscription.events.js';
import type { ActiveSubscription } from './subscription.state.js';

/** D12-D14: what goes down does so at the renewal, in the place of what was to happen then before. */
export const scheduleChange = (state: ActiveSubscription, to: Selection): readonly ChangeScheduled[] => {
  const { account, selection, current, pendingChange, isCancelling } = state;
  const { end: effectiveOn } = current.period;
  refuseUnless(!isCancelling, 'cancellation.scheduled', { endsOn: effectiveOn });
  if (pendingChange !== null && isSame(pendingChange.to, to)) return [];
  const { subscriptionId } = account;
  const replaces = pendingChange?.to ?? null;
  return [{ type: 'ChangeScheduled', data: { subscriptionId, from: selection, to, effectiveOn, replaces } }];
};

interface Increase {
  readonly subscriptionId: string;
  readonly from: Selection;
  readonly to: Selection;
  /** The end of the period in which the increase leaves the subscription. */
  readonly periodEnd: ChangeScheduled['data']['effectiveOn'];
}

/**
 * D14: what a pending decrease means after an increase. A part that was to go down keeps its target, unless the increase
 * has chosen that very part anew; a part that was to stay follows the increase. Nothing may be left of it.
 */
export const rebased = (
  { subscriptionId, from, to, periodEnd: effectiveOn }: Increase,
  { to: pending }: NonNullable<ActiveSubscription['pendingChange']>,
): ChangeScheduled | ScheduledChangeUndone => {
  const target: Selection = {
    plan: to.plan === from.plan ? pending.plan : to.plan,
    cycle: to.cycle === from.cycle ? pending.cycle : to.cycle,
    seats: pending.seats === from.seats ? to.seats : pending.seats,
  };
  if (isSame(target, to)) return { type: 'ScheduledChangeUndone', data: { subscriptionId, undone: pending } };
  return { type: 'ChangeScheduled', data: { subscriptionId, from: to, to: target, effectiveOn, replaces: pending } };
};
