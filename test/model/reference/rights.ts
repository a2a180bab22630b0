import { administratorsOf } from './lifecycle.js';
import { type Refusal } from './refusals.js';
import { type Space, type State, type Subscription } from './state.js';

/** Anyone of the space may start an upgrade (D5), its administrators too. */
export const mayStart = (space: Space, by: string): boolean =>
  space.members.has(by) || administratorsOf({ space }).has(by);

/** The owner, and on a manually billed plan sales in his place (R28, R32, R38, R39). */
const rightsProblem = (subscription: Subscription, by: string): Refusal | null => {
  if (subscription.manual) {
    if (by === 'sales') return null;
    return by === subscription.owner ? 'contactSales' : 'notAllowed';
  }
  return by === subscription.owner ? null : 'notAllowed';
};

/** The plan that `by` may change, or why not. */
export const planFor = (state: State, step: { space: string; by: string }): Subscription | Refusal => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  if (space.subscription === null) return 'notUpgraded';
  return rightsProblem(space.subscription, step.by) ?? space.subscription;
};

/** The plan of which `by` is the owner, whoever bills it, or which sales look after. */
export const planOwnedBy = (state: State, step: { space: string; by: string }): Subscription | Refusal => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  if (space.subscription === null) return 'notUpgraded';
  const { owner, manual } = space.subscription;
  // What sales arranged, sales can carry out (R28).
  return owner === step.by || (manual && step.by === 'sales') ? space.subscription : 'notAllowed';
};
