import { type Action, type Ownership, type Waiting } from '../books.js';
import { writeOff } from './documents.js';
import { type Pending, type State, type Subscription } from './state.js';

const closeLast = (entries: (Ownership | Waiting)[], subscription: string, order: number): void => {
  const at = entries.findLastIndex((entry) => entry.subscription === subscription && entry.until === null);
  const entry = entries[at];
  if (entry !== undefined) entries[at] = { ...entry, until: order };
};

export const setOwner = (state: State, subscription: Subscription, owner: string | null): void => {
  closeLast(state.owners, subscription.id, state.order);
  subscription.owner = owner;
  if (owner === null) return;
  state.owners.push({ subscription: subscription.id, person: owner, after: state.order, until: null });
  // R31: whoever owns an organization's plan administers the organization.
  if (subscription.space.kind === 'organization') subscription.space.administrators.add(owner);
};

/** D14: at most one change waits; a cancellation is one, so it takes the place of a decrease. */
export const setWaiting = (
  state: State,
  subscription: Subscription,
  { pending, cancelling }: { pending: Pending | null; cancelling: boolean },
): void => {
  if (subscription.pending !== null || subscription.cancelling) closeLast(state.waiting, subscription.id, state.order);
  subscription.pending = pending;
  subscription.cancelling = cancelling;
  if (pending === null && !cancelling) return;
  const kind = cancelling ? 'cancellation' : 'decrease';
  state.waiting.push({ subscription: subscription.id, kind, after: state.order, until: null });
};

/** Today is the first day without the plan. What is still unpaid then is given up. */
export const endPlan = (state: State, subscription: Subscription): void => {
  subscription.days.length = Math.min(subscription.days.length, state.today - subscription.firstDay);
  subscription.endedOn = state.today;
  setWaiting(state, subscription, { pending: null, cancelling: false });
  if (subscription.unpaid !== null) writeOff(state, subscription.unpaid.invoice);
  subscription.unpaid = null;
  subscription.space.subscription = null;
};

export const note = (
  state: State,
  subscription: Subscription,
  { action, by }: { action: string; by: string },
): void => {
  let role: Action['role'] = 'person';
  if (by === 'sales') role = 'sales';
  else if (administratorsOf(subscription).has(by)) role = 'administrator';
  state.actions.push({ order: state.order, subscription: subscription.id, action, by, role });
};

/** A team has no administrators of its own. */
export const administratorsOf = ({ space }: Pick<Subscription, 'space'>): ReadonlySet<string> =>
  (space.organization ?? space).administrators;
