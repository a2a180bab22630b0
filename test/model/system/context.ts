import {
  coverOf,
  evolveSpace,
  isTaken,
  refuse,
  spaceDecider,
  type ActiveSubscription,
  type Caller,
  type ExistingSpace,
  type Sealed,
  type SpaceEvent,
} from '#domain';
import { placeOf, rootFor, streamFor, type Place, type Stream, type SystemState } from './world.js';

export const sealed = (text: string): Sealed => ({ keyId: 'key', sealed: text });

export const existingOf = (system: SystemState, spaceId: string): ExistingSpace => {
  const { state } = placeOf(system, spaceId);
  return state.status === 'exists' ? state : refuse('space.unknown');
};

export const put = (system: SystemState, place: Place, events: readonly SpaceEvent[]): void => {
  place.state = events.reduce(evolveSpace, place.state);
  place.revision += events.length;
  system.places.set(place.id, place);
};

/** A team is administered by the administrators of its organization. */
export const administratorsOf = (system: SystemState, place: Place): ReadonlySet<string> =>
  existingOf(system, place.organization ?? place.id).administrators;

export const callerOf = (system: SystemState, spaceId: string, by: string): Caller => ({
  memberId: by,
  isMember: existingOf(system, spaceId).members.has(by),
  isAdministrator: administratorsOf(system, placeOf(system, spaceId)).has(by),
  isSales: by === 'sales',
});

export const standing = (system: SystemState, spaceId: string): Stream => {
  existingOf(system, spaceId);
  const cover = coverOf(rootFor(system, placeOf(system, spaceId)).state, spaceId);
  return isTaken(cover) ? streamFor(system, cover.subscriptionId) : refuse('subscription.none');
};

export const act = (system: SystemState, id: string, { action, by }: { action: string; by: string }): void => {
  const spaceId = (streamFor(system, id).state as ActiveSubscription).account.spaceId;
  const isAdministrator = administratorsOf(system, placeOf(system, spaceId)).has(by);
  const role = by === 'sales' ? 'sales' : isAdministrator ? 'administrator' : 'person';
  system.actions.push({ order: system.order, subscription: id, action, by, role });
};

export const livingIn = (system: SystemState, spaceId: string): Stream | null => {
  const cover = coverOf(rootFor(system, placeOf(system, spaceId)).state, spaceId);
  return isTaken(cover) ? streamFor(system, cover.subscriptionId) : null;
};

/** R31. */
export const appointOwner = (system: SystemState, subscriptionId: string): void => {
  const { state } = streamFor(system, subscriptionId);
  if (state.status !== 'active') return;
  const place = placeOf(system, state.account.spaceId);
  const data = { memberId: state.account.ownerId };
  put(system, place, spaceDecider.decide({ type: 'AppointBillingOwner', data }, place.state));
};
