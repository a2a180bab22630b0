import type {
  AdministratorAppointed,
  AdministratorDismissed,
  MemberAdded,
  MemberProfileChanged,
  MemberRemoved,
  OrganizationCreated,
  SpaceEvent,
  TeamCreated,
  WorkspaceCreated,
} from '../space/space.events.js';
import { evolveSpace, initialSpace, type Space } from '../space/space.state.js';
import { sealed } from './people.js';

export const workspaceCreated = (data: Partial<WorkspaceCreated['data']> = {}): WorkspaceCreated => ({
  type: 'WorkspaceCreated',
  data: { spaceId: 'space_1', name: 'Acme', ...data },
});

export const organizationCreated = (data: Partial<OrganizationCreated['data']> = {}): OrganizationCreated => ({
  type: 'OrganizationCreated',
  data: { spaceId: 'space_1', name: 'Acme', domain: 'acme.example', ...data },
});

export const teamCreated = (data: Partial<TeamCreated['data']> = {}): TeamCreated => ({
  type: 'TeamCreated',
  data: { spaceId: 'space_1', name: 'Design', organizationId: 'org_1', ...data },
});

export const memberAdded = (memberId: string, data: Partial<MemberAdded['data']> = {}): MemberAdded => ({
  type: 'MemberAdded',
  data: { spaceId: 'space_1', memberId, profile: sealed(memberId), takesSeat: true, ...data },
});

export const profileChanged = (
  memberId: string,
  data: Partial<MemberProfileChanged['data']> = {},
): MemberProfileChanged => ({
  type: 'MemberProfileChanged',
  data: { spaceId: 'space_1', memberId, profile: sealed(`new ${memberId}`), takesSeat: true, ...data },
});

export const memberRemoved = (memberId: string, data: Partial<MemberRemoved['data']> = {}): MemberRemoved => ({
  type: 'MemberRemoved',
  data: { spaceId: 'space_1', memberId, tookSeat: true, ...data },
});

export const administratorAppointed = (
  memberId: string,
  data: Partial<AdministratorAppointed['data']> = {},
): AdministratorAppointed => ({
  type: 'AdministratorAppointed',
  data: { spaceId: 'space_1', memberId, reason: 'appointed', ...data },
});

export const administratorDismissed = (
  memberId: string,
  data: Partial<AdministratorDismissed['data']> = {},
): AdministratorDismissed => ({
  type: 'AdministratorDismissed',
  data: { spaceId: 'space_1', memberId, ...data },
});

type Creation = WorkspaceCreated | OrganizationCreated | TeamCreated;

/** A space with Adam as administrator and Alice and Mia as members: three seats taken. */
export const peopled = (creation: Creation = workspaceCreated()): readonly SpaceEvent[] => {
  const { spaceId } = creation.data;
  return [
    creation,
    memberAdded('adam', { spaceId }),
    administratorAppointed('adam', { spaceId, reason: 'creator' }),
    memberAdded('alice', { spaceId }),
    memberAdded('mia', { spaceId }),
  ];
};

export const spaceOf = (events: readonly SpaceEvent[]): Space => events.reduce(evolveSpace, initialSpace());
