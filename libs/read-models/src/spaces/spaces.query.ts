import type { SpaceKind } from '#domain';
import type { Vault } from '#platform';
import { keyPrefix } from '../port/documents.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { fromCursor, limitOf, pageOf, pageOfDocuments, type PageRequest } from '../shapes/page.js';
import { loadSpaceCover, publicStateOf, type PublicState, type SpaceCover } from '../subscriptions/space-cover.js';
import { openProfile, type ProfileShape } from './profiles.js';
import { memberships, spaces, type SpaceDocument } from './space.document.js';

export interface SpaceShape {
  readonly id: string;
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organizationId: string | null;
  readonly domain: string | null;
  readonly state: PublicState;
  readonly administrators: readonly string[];
  readonly revision: number;
}

export interface SpacesShape {
  readonly spaces: readonly SpaceShape[];
  readonly next: string | null;
}

export interface MemberShape extends ProfileShape {
  readonly memberId: string;
  readonly isAdministrator: boolean;
  /** D1: guests of an organization take none. Only for who may see the seats used (R36). */
  readonly takesSeat?: boolean;
}

export interface MembersShape {
  readonly members: readonly MemberShape[];
  readonly next: string | null;
}

export interface MembersRequest extends PageRequest {
  /** Whether the caller may see who takes a seat (R36). */
  readonly showsSeats?: boolean;
}

const withoutSeat = ({ takesSeat: _, ...member }: MemberShape): MemberShape => member;

const shapeOf = (cover: SpaceCover): SpaceShape => {
  const { spaceId: id, kind, name, organizationId, domain, administrators, revision } = cover.space;
  return { id, kind, name, organizationId, domain, state: publicStateOf(cover), administrators, revision };
};

/** `GET /v1/spaces`, one space, its members. Who may ask is for the caller to check. */
export class SpacesQuery {
  constructor(
    private readonly readModels: ReadModelStore,
    private readonly vault: Vault,
  ) {}

  /** The spaces that a person is a member of. @throws InvalidCursor */
  async ofMember(memberId: string, request: PageRequest = {}): Promise<SpacesShape> {
    const listing = { key: 'byMember', prefix: keyPrefix(memberId) };
    const { items, next } = await pageOfDocuments(this.readModels, memberships, listing, request);
    return { spaces: await this.#shapes(items.map(({ document }) => document.spaceId)), next };
  }

  /** Null when there is no such space. */
  async one(spaceId: string): Promise<SpaceShape | null> {
    const cover = await loadSpaceCover(this.readModels, spaceId);
    return cover && shapeOf(cover);
  }

  /** By member id; null when there is no such space. @throws InvalidCursor */
  async members(spaceId: string, request: MembersRequest = {}): Promise<MembersShape | null> {
    const limit = limitOf(request);
    const after = typeof request.cursor === 'string' ? fromCursor(request.cursor) : '';
    const space = await spaces.get(this.readModels, spaceId);
    if (space === null) return null;
    const found = space.members
      .map(({ memberId }) => memberId)
      .filter((memberId) => memberId > after)
      .sort((a, b) => (a < b ? -1 : 1));
    const { items, next } = pageOf(found, limit, (memberId) => memberId);
    const members = await Promise.all(items.map((memberId) => this.#member(space, memberId)));
    return { members: request.showsSeats === true ? members : members.map(withoutSeat), next };
  }

  async #shapes(spaceIds: readonly string[]): Promise<readonly SpaceShape[]> {
    const shapes = await Promise.all(spaceIds.map((spaceId) => this.one(spaceId)));
    return shapes.filter((shape) => shape !== null);
  }

  async #member(space: SpaceDocument, memberId: string): Promise<MemberShape> {
    const takesSeat = space.members.some((member) => member.memberId === memberId && member.takesSeat);
    const isAdministrator = space.administrators.includes(memberId);
    return { memberId, ...(await openProfile(this.vault, space, memberId)), isAdministrator, takesSeat };
  }
}
