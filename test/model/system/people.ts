import { initialSpace, refuse, spaceDecider, type ExistingSpace, type SpaceEvent } from '#domain';
import type { AddMembers, AppointAdministrator, CreateSpace, RemoveMember } from '../steps.js';
import { decide, seatsTakenIn } from './run.js';
import { placeOf, type Place, type SystemState } from './world.js';
import { sealed, existingOf, put, livingIn, appointOwner } from './context.js';

export const createSpace = (system: SystemState, step: CreateSpace): void => {
  const { space: spaceId, kind, organization, members, administrators } = step;
  if (system.places.has(spaceId)) return refuse('space.exists');
  const place: Place = { id: spaceId, organization, state: initialSpace(), revision: -1 };
  const created: SpaceEvent =
    kind === 'team'
      ? { type: 'TeamCreated', data: { spaceId, name: spaceId, organizationId: organization ?? '' } }
      : kind === 'workspace'
        ? { type: 'WorkspaceCreated', data: { spaceId, name: spaceId } }
        : { type: 'OrganizationCreated', data: { spaceId, name: spaceId, domain: 'acme.example' } };
  const joined = members.map(({ person: memberId, takesSeat }): SpaceEvent => ({
    type: 'MemberAdded',
    data: { spaceId, memberId, profile: sealed(memberId), takesSeat: takesSeat || kind !== 'organization' },
  }));
  const appointed = administrators.map((memberId): SpaceEvent => ({
    type: 'AdministratorAppointed',
    data: { spaceId, memberId, reason: 'appointed' },
  }));
  put(system, place, [created, ...joined, ...appointed]);
};

/** What the worker tells a subscription when members come and go (D8, D15). */
const noteMembership = (
  system: SystemState,
  { id: spaceId, revision }: Place,
  { before, people }: { readonly before: number; readonly people: readonly string[] },
): void => {
  const stream = livingIn(system, spaceId);
  if (stream === null) return;
  const step = { before, after: seatsTakenIn(system, spaceId), spaceRevision: revision, on: system.today };
  decide(system, stream.id, { type: 'NoteSeatUsage', data: { steps: [step] } });
  const { members } = existingOf(system, spaceId);
  for (const memberId of people) {
    const data = { memberId, isMember: members.has(memberId), today: system.today };
    const noted = decide(system, stream.id, { type: 'NoteOwnerPresence', data });
    // R31: the owner of a paid organization administers it, also when he comes back.
    if (noted.some(({ type }) => type === 'BillingOwnerReturned')) appointOwner(system, stream.id);
  }
};

export const addMembers = (system: SystemState, { space: spaceId, people }: AddMembers): void => {
  const space = existingOf(system, spaceId);
  const place = placeOf(system, spaceId);
  const before = seatsTakenIn(system, spaceId);
  const joined = people
    .filter(({ person }) => !space.members.has(person))
    .map(({ person: memberId, takesSeat }): SpaceEvent => ({
      type: 'MemberAdded',
      data: {
        ...{ spaceId, memberId, profile: sealed(memberId) },
        takesSeat: takesSeat || space.kind !== 'organization',
      },
    }));
  put(system, place, joined);
  noteMembership(system, place, { before, people: people.map(({ person }) => person) });
};

export const removeMember = (system: SystemState, { space: spaceId, person: memberId, forced }: RemoveMember): void => {
  const place = placeOf(system, spaceId);
  existingOf(system, spaceId);
  const stream = livingIn(system, spaceId);
  const state = stream?.state;
  const isBillingOwner =
    state?.status === 'active' && state.ownerMissingSince === null && state.account.ownerId === memberId;
  const before = seatsTakenIn(system, spaceId);
  const by = { memberId: 'sync', administersFromOutside: true };
  const data = { memberId, isBillingOwner, isForced: forced, by };
  // The generator's world has no rule about the last administrator; the domain's own specs have.
  const events = isLastAdministrator(existingOf(system, spaceId), memberId)
    ? removedAnyhow(existingOf(system, spaceId), { memberId, isBillingOwner: isBillingOwner && !forced })
    : spaceDecider.decide({ type: 'RemoveMember', data }, place.state);
  put(system, place, events);
  noteMembership(system, place, { before, people: [memberId] });
};

const isLastAdministrator = ({ administrators }: ExistingSpace, memberId: string): boolean =>
  administrators.size === 1 && administrators.has(memberId);

const removedAnyhow = (
  { spaceId, members }: ExistingSpace,
  { memberId, isBillingOwner }: { readonly memberId: string; readonly isBillingOwner: boolean },
): readonly SpaceEvent[] => {
  if (isBillingOwner) return refuse('member.is_billing_owner');
  return [
    { type: 'AdministratorDismissed', data: { spaceId, memberId } },
    { type: 'MemberRemoved', data: { spaceId, memberId, tookSeat: members.get(memberId)?.takesSeat ?? false } },
  ];
};

export const appointAdministrator = (system: SystemState, step: AppointAdministrator): void => {
  const { space: spaceId, by: memberId, person } = step;
  const place = placeOf(system, spaceId);
  const { kind } = existingOf(system, spaceId);
  if (kind !== 'organization') return refuse('rights.not_allowed');
  const data = { memberId: person, by: { memberId, administersFromOutside: false } };
  put(system, place, spaceDecider.decide({ type: 'AppointAdministrator', data }, place.state));
};
