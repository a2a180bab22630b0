import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { SpacesQuery } from './spaces.query.js';

const TEAM = { spaceId: 'team', organizationId: 'org' };

describe('reading spaces', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
  });
  afterEach(() => world.close());

  const query = async (): Promise<SpacesQuery> => new SpacesQuery(await projected(story.events), world.vault);

  it('lists the spaces of a person with their state', async () => {
    story.organization('org', 'cleo', 'ann').team(TEAM, 'cleo', 'ann').workspace('ws', 'ann').workspace('old', 'ann');
    story.workspace('not-his', 'bob').upgrade({ spaceId: 'org', subscriptionId: 'sub-org', by: 'cleo', seats: 5 });
    story.upgrade({ spaceId: 'old', subscriptionId: 'sub-old', by: 'ann', seats: 2 });
    story.owner('sub-old', 'CancelPlan').periodEnds('sub-old');
    const { spaces, next } = await (await query()).ofMember('ann');
    expect(spaces.map(({ id, state }) => [id, state])).toStrictEqual([
      ['old', 'ended'],
      ['org', 'active'],
      ['team', 'covered'],
      ['ws', 'none'],
    ]);
    expect(next).toBeNull();
    expect(await (await query()).ofMember('eve')).toStrictEqual({ spaces: [], next: null });
  });

  it('pages through them', async () => {
    story.workspace('a', 'ann').workspace('b', 'ann').workspace('c', 'ann');
    const first = await (await query()).ofMember('ann', { limit: 2 });
    expect(first.spaces.map(({ id }) => id)).toStrictEqual(['a', 'b']);
    const second = await (await query()).ofMember('ann', { limit: 2, cursor: first.next });
    expect(second).toMatchObject({ spaces: [{ id: 'c' }], next: null });
  });

  it('gives one space, and null for none', async () => {
    story.organization('org', 'cleo', 'ann').team(TEAM, 'cleo');
    expect(await (await query()).one('team')).toStrictEqual({
      id: 'team',
      kind: 'team',
      name: 'The team',
      organizationId: 'org',
      domain: null,
      state: 'none',
      administrators: ['cleo'],
      revision: 3,
    });
    expect(await (await query()).one('org')).toMatchObject({ kind: 'organization', domain: 'acme.example' });
    expect(await (await query()).one('nowhere')).toBeNull();
  });

  it('lists the members with their opened profiles, page by page', async () => {
    story.organization('org', 'cleo', 'bob', 'ann');
    const first = await (await query()).members('org', { limit: 2, showsSeats: true });
    expect(first?.members).toStrictEqual([
      {
        memberId: 'ann',
        name: 'Ann',
        email: 'ann@acme.example',
        locale: 'fr',
        isAdministrator: false,
        takesSeat: true,
      },
      {
        memberId: 'bob',
        name: 'Bob',
        email: 'bob@acme.example',
        locale: 'fr',
        isAdministrator: false,
        takesSeat: true,
      },
    ]);
    const second = await (await query()).members('org', { limit: 2, cursor: first?.next });
    expect(second).toMatchObject({ members: [{ memberId: 'cleo', isAdministrator: true }], next: null });
    // R36: for who may not see the seats used.
    expect(second?.members[0]).not.toHaveProperty('takesSeat');
    expect(await (await query()).members('nowhere')).toBeNull();
  });

  it('knows nothing of a person who was erased, or whose profile was never given', async () => {
    story.workspace('ws', 'ann').space('ws', {
      type: 'PutMember',
      data: {
        memberId: 'bob',
        profile: await world.vault.seal('person-bob', { name: 'Bob', email: 'bob@acme.example', locale: null }),
        emailDomain: 'acme.example',
        by: { memberId: 'ann', administersFromOutside: false },
      },
    });
    await world.vault.destroyKey('person-ann');
    const members = await (await query()).members('ws');
    expect(members?.members).toMatchObject([
      { memberId: 'ann', name: null, email: null, locale: null },
      { memberId: 'bob', name: 'Bob', email: 'bob@acme.example', locale: null },
    ]);
    story.space('new', { type: 'CreateWorkspace', data: { spaceId: 'new', name: 'New', createdBy: 'dan' } });
    expect(await (await query()).members('new')).toMatchObject({ members: [{ memberId: 'dan', name: null }] });
  });
});
