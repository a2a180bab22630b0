import type { ExistingSpace, Sealed, SpaceKind } from '#domain';
import type { Instant } from '#event-store';
import { Documents, keyPrefix } from '../port/documents.js';

export const SPACES_VERSION = 1;

export interface MemberEntry {
  readonly memberId: string;
  readonly profile: Sealed | null;
  readonly takesSeat: boolean;
}

/** A space as JSON: the domain's own state of it, with lists in the place of a map and a set. */
export interface SpaceDocument {
  readonly spaceId: string;
  readonly kind: SpaceKind;
  readonly name: string;
  /** Of a team. */
  readonly organizationId: string | null;
  /** Of an organization. */
  readonly domain: string | null;
  readonly members: readonly MemberEntry[];
  readonly administrators: readonly string[];
  readonly createdAt: Instant;
  /** Of the space's own stream. */
  readonly revision: number;
}

/** That a person is a member of a space. */
export interface MembershipDocument {
  readonly spaceId: string;
  readonly memberId: string;
}

/** By space id. */
export const spaces = new Documents<SpaceDocument>({ name: 'space', version: SPACES_VERSION });

/** `byMember` lists the spaces of a person. */
export const memberships = new Documents<MembershipDocument>({
  name: 'membership',
  version: SPACES_VERSION,
  keys: ({ spaceId, memberId }) => ({ byMember: `${keyPrefix(memberId)}${spaceId}` }),
});

/** The domain's state, for the domain's rules about it. */
export const toSpace = (document: SpaceDocument): ExistingSpace => {
  const { spaceId, kind, name, organizationId, domain, members, administrators } = document;
  return {
    status: 'exists',
    spaceId,
    kind,
    name,
    organizationId,
    domain,
    members: new Map(members.map(({ memberId, profile, takesSeat }) => [memberId, { profile, takesSeat }])),
    administrators: new Set(administrators),
  };
};
