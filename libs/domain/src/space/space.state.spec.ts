import {
  administratorAppointed,
  memberAdded,
  memberRemoved,
  organizationCreated,
  peopled,
  profileChanged,
  refusalOf,
  spaceOf,
  teamCreated,
  workspaceCreated,
} from '../testing/index.js';
import type { SpaceEvent } from './space.events.js';
import { evolveSpace, existing, initialSpace, roleIn, rootOf, seatsTaken, type ExistingSpace } from './space.state.js';

const spaceAfter = (...events: readonly SpaceEvent[]): ExistingSpace => existing(spaceOf(events));

describe('seats taken (D1)', () => {
  it('D1 counts those who take one', () =>
    expect(seatsTaken(spaceAfter(...peopled(), memberAdded('guest', { takesSeat: false })))).toBe(3));

  it('D1 counts one seat less for a member who has left', () =>
    expect(seatsTaken(spaceAfter(...peopled(), memberRemoved('mia')))).toBe(2));

  it('D1 counts a member once, however often the profile changes, and a guest who joined the domain', () => {
    const guest = memberAdded('guest', { takesSeat: false });
    expect(seatsTaken(spaceAfter(...peopled(), guest, profileChanged('mia'), profileChanged('guest')))).toBe(4);
  });
});

describe('the root, where covers are counted', () => {
  it.each([
    ['R1 a workspace', workspaceCreated(), 'space_1'],
    ['R1 an organization', organizationCreated(), 'space_1'],
    ['R1 a team', teamCreated(), 'org_1'],
  ])('of %s', (_kind, created, root) => expect(rootOf(spaceAfter(created))).toBe(root));
});

describe('the role in a space', () => {
  const space = spaceAfter(...peopled(), administratorAppointed('alice'));

  it.each([
    ['alice', 'alice', 'owner'],
    ['alice', null, 'administrator'],
    ['adam', 'alice', 'administrator'],
    ['mia', 'alice', 'member'],
    ['otto', 'alice', 'outsider'],
    ['otto', null, 'outsider'],
  ])('of %s, where %s owns the subscription, is %s', (person, owner, role) =>
    expect(roleIn(space, person, owner)).toBe(role),
  );
});

describe('what a space is', () => {
  it.each([
    [workspaceCreated(), { kind: 'workspace', name: 'Acme', organizationId: null, domain: null }],
    [organizationCreated(), { kind: 'organization', name: 'Acme', organizationId: null, domain: 'acme.example' }],
    [teamCreated(), { kind: 'team', name: 'Design', organizationId: 'org_1', domain: null }],
  ])('%j', (created, facts) => expect(spaceAfter(created)).toMatchObject({ spaceId: 'space_1', ...facts }));

  it('does not exist before it is created', () =>
    expect(refusalOf(() => existing(initialSpace()))).toStrictEqual({ code: 'space.unknown', details: {} }));

  it('begins with its creation', () =>
    expect(() => evolveSpace(initialSpace(), memberAdded('mia'))).toThrow(
      'invariant broken: the first event of a space creates it',
    ));
});
