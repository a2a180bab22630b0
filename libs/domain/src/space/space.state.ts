import type { Sealed } from '../kernel/sealed.js';
import { invariant } from '../kernel/invariant.js';
import { refuse } from '../kernel/refusal.js';
import type { Role } from '../policy/policy.js';
import type { SpaceEvent } from './space.events.js';
import type { SpaceKind } from './space-kind.js';

export type { SpaceKind };

export interface Member {
  readonly profile: Sealed | null;
  readonly takesSeat: boolean;
}

export interface ExistingSpace {
  readonly status: 'exists';
  readonly spaceId: string;
  readonly kind: SpaceKind;
  readonly name: string;
  /** Of a team. */
  readonly organizationId: string | null;
  /** Of an organization. */
  readonly domain: string | null;
  readonly members: ReadonlyMap<string, Member>;
  readonly administrators: ReadonlySet<string>;
}

export type Space = { readonly status: 'unknown' } | ExistingSpace;

export const initialSpace = (): Space => ({ status: 'unknown' });

/** @throws Refusal `space.unknown`. */
export const existing = (space: Space): ExistingSpace => (space.status === 'exists' ? space : refuse('space.unknown'));

/** D1: the seats that the space's members take. */
export const seatsTaken = ({ members }: ExistingSpace): number =>
  [...members.values()].filter(({ takesSeat }) => takesSeat).length;

/** The workspace or organization that a space is, or is a part of. */
export const rootOf = ({ spaceId, organizationId }: ExistingSpace): string => organizationId ?? spaceId;

/** What a person is to this space; `ownerId` is the current billing owner of its subscription, if it has one. */
export const roleIn = ({ members, administrators }: ExistingSpace, personId: string, ownerId: string | null): Role => {
  if (personId === ownerId) return 'owner';
  if (administrators.has(personId)) return 'administrator';
  return members.has(personId) ? 'member' : 'outsider';
};

const created = (event: Extract<SpaceEvent, { data: { name: string } }>): ExistingSpace => ({
  status: 'exists',
  spaceId: event.data.spaceId,
  kind: event.type === 'WorkspaceCreated' ? 'workspace' : event.type === 'TeamCreated' ? 'team' : 'organization',
  name: event.data.name,
  organizationId: event.type === 'TeamCreated' ? event.data.organizationId : null,
  domain: event.type === 'OrganizationCreated' ? event.data.domain : null,
  members: new Map(),
  administrators: new Set(),
});

const without = <T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> =>
  new Set([...set].filter((other) => other !== member));

const evolveExisting = (space: ExistingSpace, event: SpaceEvent): ExistingSpace => {
  switch (event.type) {
    case 'MemberAdded':
    case 'MemberProfileChanged': {
      const { memberId, profile, takesSeat } = event.data;
      return { ...space, members: new Map(space.members).set(memberId, { profile, takesSeat }) };
    }
    case 'MemberRemoved': {
      const members = new Map(space.members);
      members.delete(event.data.memberId);
      return { ...space, members };
    }
    case 'AdministratorAppointed':
      return { ...space, administrators: new Set(space.administrators).add(event.data.memberId) };
    case 'AdministratorDismissed':
      return { ...space, administrators: without(space.administrators, event.data.memberId) };
    default:
      throw new Error(`${event.type} can only be the first event of a space`);
  }
};

export const evolveSpace = (space: Space, event: SpaceEvent): Space => {
  if (event.type === 'WorkspaceCreated' || event.type === 'OrganizationCreated' || event.type === 'TeamCreated') {
    return created(event);
  }
  invariant(space.status === 'exists', 'the first event of a space creates it');
  return evolveExisting(space, event);
};
