import { refuseUnless } from '../kernel/refusal.js';
import type {
  AdministratorAppointed,
  MemberAdded,
  OrganizationCreated,
  SpaceEvent,
  TeamCreated,
  WorkspaceCreated,
} from './space.events.js';
import type { Space } from './space.state.js';

interface Creation {
  readonly spaceId: string;
  readonly name: string;
  /** Becomes the first member and administrator. */
  readonly createdBy: string;
}

export interface CreateWorkspace {
  readonly type: 'CreateWorkspace';
  readonly data: Creation;
}

export interface CreateOrganization {
  readonly type: 'CreateOrganization';
  readonly data: Creation & { readonly domain: string };
}

export interface CreateTeam {
  readonly type: 'CreateTeam';
  /** `creatorIsInOrganization`: only its people make teams in an organization (R2). */
  readonly data: Creation & { readonly organizationId: string; readonly creatorIsInOrganization: boolean };
}

export type CreateSpace = CreateWorkspace | CreateOrganization | CreateTeam;

const creationOf = (command: CreateSpace): WorkspaceCreated | OrganizationCreated | TeamCreated => {
  const { spaceId, name } = command.data;
  switch (command.type) {
    case 'CreateWorkspace':
      return { type: 'WorkspaceCreated', data: { spaceId, name } };
    case 'CreateOrganization':
      return { type: 'OrganizationCreated', data: { spaceId, name, domain: command.data.domain } };
    case 'CreateTeam':
      return { type: 'TeamCreated', data: { spaceId, name, organizationId: command.data.organizationId } };
  }
};

/** R1, R2. @throws Refusal `space.exists` when the id is taken, `rights.not_allowed` for a team of strangers. */
export const createSpace = (command: CreateSpace, space: Space): readonly SpaceEvent[] => {
  const { spaceId, createdBy } = command.data;
  refuseUnless(space.status === 'unknown', 'space.exists', { spaceId });
  if (command.type === 'CreateTeam') {
    refuseUnless(command.data.creatorIsInOrganization, 'rights.not_allowed', {
      action: 'createTeam',
      role: 'outsider',
    });
  }
  // The creator's e-mail is not known yet, so in an organization the creator takes no seat until it is (D1).
  const takesSeat = command.type !== 'CreateOrganization';
  const member: MemberAdded = { type: 'MemberAdded', data: { spaceId, memberId: createdBy, profile: null, takesSeat } };
  const administrator: AdministratorAppointed = {
    type: 'AdministratorAppointed',
    data: { spaceId, memberId: createdBy, reason: 'creator' },
  };
  return [creationOf(command), member, administrator];
};
