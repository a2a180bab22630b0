import { type Action, type Ownership, type Waiting } from '../books.js';
import { writeOff } from './documents.js';
import { type Pending, type State, type Subscription } from './state.js';

type Interval = Ownership | Waiting;

const closeLast = <E extends Interval>(entries: E[], order: number, is: (entry: E) => boolean): void => {
  const at = entries.findLastIndex((entry) => entry.until === null && is(entry));
  const entry = entries[at];
  if (entry !== undefined) entries[at] = { ...entry, until: order };
};

export const setOwner = (state: State, subscription: Subscription, owner: string | null): void => {
  closeLast(state.owners, state.order, (entry) => entry.subscription === subscription.id);
  subscription.owner = owner;
  if (owner === null) return;
  state.owners.push({ subscription: subscription.id, person: owner, after: state.order, until: null });
  // R31: whoever owns an organization's plan administers the organization.
  if (subscription.space.kind === 'organization') subscription.space.administrators.add(owner);
};

const wait = (state: State, subscription: string, kind: Waiting['kind'], waits: boolean): void => {
  closeLast(state.waiting, state.order, (entry) => entry.subscription === subscription && entry.kind === kind);
  if (waits) state.waiting.push({ subscription, kind, after: state.order, until: null });
};

/** D14: at most one decrease waits. */
export const setPending = (state: State, subscription: Subscription, pending: Pending | null): void => {
  if (subscription.pending === null && pending === null) return;
  subscription.pending = pending;
  wait(state, subscription.id, 'decrease', pending !== null);
};

/** A decrease that waits goes on waiting: when the cancellation is undone, it is still there. */
export const setCancelling = (state: State, subscription: Subscription, cancelling: boolean): void => {
  if (subscription.cancelling === cancelling) return;
  subscription.cancelling = cancelling;
  wait(state, subscription.id, 'cancellation', cancelling);
};

/** Today is the first day without the plan. What is still unpaid then is given up. */
export const endPlan = (state: State, subscription: Subscription): void => {
  subscription.days.length = Math.min(subscription.days.length, state.today - subscription.firstDay);
  subscription.endedOn = state.today;
  setPending(state, subscription, null);
  setCancelling(state, subscription, false);
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
