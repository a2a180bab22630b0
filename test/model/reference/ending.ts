import { type Plainly } from '../steps.js';
import { endPlan, note, setCancelling } from './lifecycle.js';
import { type Refusal } from './refusals.js';
import { planFor } from './rights.js';
import { type State } from './state.js';

/** At the renewal, or on the last day of a trial (R48, D10, D11). Cancelling twice changes nothing. */
export const cancel = (state: State, step: Plainly): Refusal | null => {
  const subscription = planFor(state, step);
  if (typeof subscription === 'string') return subscription;
  setCancelling(state, subscription, true);
  note(state, subscription, { action: 'cancel', by: step.by });
  return null;
};

export const undoCancellation = (state: State, step: Plainly): Refusal | null => {
  const subscription = planFor(state, step);
  if (typeof subscription === 'string') return subscription;
  setCancelling(state, subscription, false);
  note(state, subscription, { action: 'undoCancellation', by: step.by });
  return null;
};

export const endTrial = (state: State, step: Plainly): Refusal | null => {
  const subscription = planFor(state, step);
  if (typeof subscription === 'string') return subscription;
  if (!subscription.fact.trial) return 'notInTrial';
  endPlan(state, subscription);
  note(state, subscription, { action: 'endTrial', by: step.by });
  return null;
};
