import { evolveSpace, existing, initialSpace, type SpaceEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { Projection, Update } from '../port/projection.js';
import { keyPrefix } from '../port/documents.js';
import { eventOf, isNext } from '../port/stream-events.js';
import { memberships, spaces, SPACES_VERSION, toSpace, type SpaceDocument } from './space.document.js';

const spaceAfter = (before: SpaceDocument | null, event: SpaceEvent, recorded: RecordedEvent): SpaceDocument => {
  const space = existing(evolveSpace(before ? toSpace(before) : initialSpace(), event));
  const { spaceId, kind, name, organizationId, domain } = space;
  return {
    spaceId,
    kind,
    name,
    organizationId,
    domain,
    members: [...space.members].map(([memberId, { profile, takesSeat }]) => ({ memberId, profile, takesSeat })),
    administrators: [...space.administrators],
    createdAt: before?.createdAt ?? recorded.metadata.recordedAt,
    revision: recorded.revision,
  };
};

const membershipUpdates = (event: SpaceEvent): readonly Update[] => {
  if (event.type !== 'MemberAdded' && event.type !== 'MemberRemoved') return [];
  const { spaceId, memberId } = event.data;
  const membership = event.type === 'MemberAdded' ? { spaceId, memberId } : null;
  return [memberships.update(`${keyPrefix(spaceId)}${memberId}`, () => membership)];
};

/** The spaces of a person, their teams and members (`GET /v1/spaces…`), and who somebody is on every other screen. */
export const spacesProjection: Projection = {
  name: 'spaces',
  version: SPACES_VERSION,
  collections: [spaces.collection, memberships.collection],
  project: (projected) => {
    const event = eventOf('space', projected);
    if (event === null) return [];
    const { recorded } = projected;
    const space = spaces.update(event.data.spaceId, (document) =>
      isNext(document, recorded) ? spaceAfter(document, event, recorded) : document,
    );
    return [space, ...membershipUpdates(event)];
  },
};
