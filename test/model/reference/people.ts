import {
  type AddMembers,
  type AppointAdministrator,
  type CreateSpace,
  type HandOver,
  type Plainly,
  type RemoveMember,
} from '../steps.js';
import { textOf } from './calendar.js';
import { administratorsOf, note, setOwner } from './lifecycle.js';
import { type Refusal } from './refusals.js';
import { planOwnedBy } from './rights.js';
import { type Mark, seatsUsed, type Space, type State, type Subscription } from './state.js';

/** D1: a guest of an organization takes no seat; in a workspace and in a team everyone does. */
const welcome = (space: Space, people: AddMembers['people']): void => {
  for (const { person, takesSeat } of people) {
    if (!space.members.has(person)) space.members.set(person, takesSeat || space.kind !== 'organization');
  }
};

export const createSpace = (state: State, step: CreateSpace): Refusal | null => {
  if (state.spaces.has(step.space)) return 'spaceExists';
  const organization = step.organization === null ? null : state.spaces.get(step.organization);
  if (organization === undefined) return 'unknownSpace';
  const space: Space = {
    id: step.space,
    kind: step.kind,
    organization,
    teams: [],
    members: new Map(),
    administrators: new Set(step.administrators),
    hadTrial: false,
    subscription: null,
  };
  welcome(space, step.members);
  organization?.teams.push(space);
  state.spaces.set(space.id, space);
  return null;
};

const markOf = (used: number, seats: number): Mark | null => {
  if (used > seats) return 'exceeded';
  if (used === seats) return 'reached';
  return used * 10 >= seats * 9 ? 'nearly' : null;
};

/** D15: only the highest mark, and each at most once in a period. */
const sendMark = (state: State, subscription: Subscription): void => {
  const mark = markOf(seatsUsed(subscription.space), subscription.fact.seats);
  if (mark === null || subscription.marks.has(mark)) return;
  subscription.marks.add(mark);
  state.billed.marks.push({ subscription: subscription.id, day: textOf(state.today), mark });
};

/** An owner who is missing is owner again when he comes back before anybody has claimed the role (D8). */
const welcomeOwnerBack = (state: State, subscription: Subscription, people: AddMembers['people']): void => {
  const last = state.owners.findLast((entry) => entry.subscription === subscription.id)?.person;
  const isBack = people.some(({ person }) => person === last);
  if (subscription.owner === null && last !== undefined && isBack) setOwner(state, subscription, last);
};

export const addMembers = (state: State, step: AddMembers): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  const before = seatsUsed(space);
  welcome(space, step.people);
  if (space.subscription !== null) welcomeOwnerBack(state, space.subscription, step.people);
  if (space.subscription !== null && seatsUsed(space) > before) sendMark(state, space.subscription);
  return null;
};

/** D8: an owner leaves by a directory sync only, and leaves the plan without an owner. */
export const removeMember = (state: State, step: RemoveMember): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  const { subscription } = space;
  const owns = subscription !== null && subscription.owner === step.person;
  if (owns && !step.forced) return 'ownerMustHandOver';
  space.members.delete(step.person);
  space.administrators.delete(step.person);
  if (owns) setOwner(state, subscription, null);
  return null;
};

/** R33, on a manually billed plan too; R40: the former owner has no rights from now on. */
export const handOver = (state: State, step: HandOver): Refusal | null => {
  const subscription = planOwnedBy(state, step);
  if (typeof subscription === 'string') return subscription;
  if (!subscription.space.members.has(step.to)) return 'notAMember';
  note(state, subscription, { action: 'handOver', by: step.by });
  if (step.to !== subscription.owner) setOwner(state, subscription, step.to);
  return null;
};

export const claim = (state: State, step: Plainly): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  if (space.subscription === null) return 'notUpgraded';
  // Who holds the role already has nothing to claim.
  if (space.subscription.owner === step.by) return null;
  if (!administratorsOf({ space }).has(step.by)) return 'notAllowed';
  if (space.subscription.owner !== null) return 'ownerIsNotMissing';
  note(state, space.subscription, { action: 'claim', by: step.by });
  setOwner(state, space.subscription, step.by);
  return null;
};

/** In an organization, by its owner or an administrator (R31). */
export const appointAdministrator = (state: State, step: AppointAdministrator): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  const may = space.administrators.has(step.by) || space.subscription?.owner === step.by;
  if (space.kind !== 'organization' || !may) return 'notAllowed';
  if (!space.members.has(step.person)) return 'notAMember';
  space.administrators.add(step.person);
  return null;
};
