import {
  administratorAppointed,
  memberAdded,
  organizationCreated,
  specFor,
  teamCreated,
  workspaceCreated,
} from '../testing/index.js';
import type { CreateOrganization, CreateTeam, CreateWorkspace } from './create-space.js';
import { spaceDecider } from './space.decider.js';

const given = specFor(spaceDecider);

const createWorkspace: CreateWorkspace = {
  type: 'CreateWorkspace',
  data: { spaceId: 'space_1', name: 'Acme', createdBy: 'adam' },
};

const createOrganization: CreateOrganization = {
  type: 'CreateOrganization',
  data: { spaceId: 'space_1', name: 'Acme', domain: 'acme.example', createdBy: 'adam' },
};

const createTeam = (creatorIsInOrganization = true): CreateTeam => ({
  type: 'CreateTeam',
  data: { spaceId: 'space_1', name: 'Design', organizationId: 'org_1', createdBy: 'adam', creatorIsInOrganization },
});

const creator = administratorAppointed('adam', { reason: 'creator' });

describe('creating a space', () => {
  it('R2 a workspace needs no e-mail domain; its creator takes a seat and administers it', () =>
    given()
      .when(createWorkspace)
      .then(workspaceCreated(), memberAdded('adam', { profile: null, takesSeat: true }), creator));

  it('R2 an organization has an e-mail domain; D1 its creator takes no seat before the e-mail is known', () =>
    given()
      .when(createOrganization)
      .then(organizationCreated(), memberAdded('adam', { profile: null, takesSeat: false }), creator));

  it('R2 a team is in an organization; its creator takes a seat and administers it', () =>
    given()
      .when(createTeam())
      .then(teamCreated(), memberAdded('adam', { profile: null, takesSeat: true }), creator));

  it('R2 strangers make no team in an organization', () =>
    given().when(createTeam(false)).thenRefused('rights.not_allowed', { action: 'createTeam', role: 'outsider' }));

  it.each([
    ['workspace', createWorkspace, workspaceCreated()],
    ['organization', createOrganization, organizationCreated()],
    ['team', createTeam(), teamCreated()],
  ])('writes nothing when the same %s is created twice: the id is taken', (_kind, command, created) =>
    given(created).when(command).thenRefused('space.exists', { spaceId: 'space_1' }),
  );
});
