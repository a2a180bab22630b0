import { spaceDecider } from '#domain';
import { BillingStory } from '../testing/billing-story.js';
import { projected, projectInto } from '../testing/projected.js';
import { memberships, spaces, toSpace } from './space.document.js';

const byAnn = { memberId: 'ann', administersFromOutside: false };
const profile = (memberId: string): { keyId: string; sealed: string } => ({
  keyId: `person-${memberId}`,
  sealed: 'AA==',
});

describe('the projection of spaces', () => {
  it('keeps a workspace with its members, their sealed profiles and its administrators', async () => {
    const store = await projected(new BillingStory().workspace('ws', 'ann', 'bob').events);
    expect(await spaces.get(store, 'ws')).toStrictEqual({
      spaceId: 'ws',
      kind: 'workspace',
      name: 'The ws',
      organizationId: null,
      domain: null,
      members: [
        { memberId: 'ann', profile: profile('ann'), takesSeat: true },
        { memberId: 'bob', profile: profile('bob'), takesSeat: true },
      ],
      administrators: ['ann'],
      createdAt: '2026-01-31T12:00:00.000Z',
      revision: 4,
    });
  });

  it('D1: says who takes a seat of an organization', async () => {
    const store = await projected(new BillingStory().organization('org', 'cleo', 'guest-gil').events);
    const document = await spaces.get(store, 'org');
    expect(document).toMatchObject({ kind: 'organization', domain: 'acme.example' });
    expect(document?.members.map(({ memberId, takesSeat }) => [memberId, takesSeat])).toStrictEqual([
      ['cleo', true],
      ['guest-gil', false],
    ]);
  });

  it('lists the spaces of a member until the member leaves', async () => {
    const story = new BillingStory().workspace('one', 'ann', 'bob').workspace('two', 'ann', 'bob');
    const store = await projected(story.events);
    const ofBob = { key: 'byMember', prefix: 'bob/', limit: 10 };
    expect((await memberships.list(store, ofBob)).map(({ document }) => document.spaceId)).toStrictEqual([
      'one',
      'two',
    ]);

    story.space('one', {
      type: 'RemoveMember',
      data: { memberId: 'bob', isBillingOwner: false, isForced: false, by: byAnn },
    });
    await projectInto(store, story.events);
    expect((await memberships.list(store, ofBob)).map(({ document }) => document.spaceId)).toStrictEqual(['two']);
    expect((await spaces.get(store, 'one'))?.members.map(({ memberId }) => memberId)).toStrictEqual(['ann']);
  });

  it('does not mix up members whose ids begin alike, slashes included', async () => {
    const story = new BillingStory().workspace('one', 'a').workspace('two', 'a/b').workspace('three', 'ab');
    const store = await projected(story.events);
    const rows = await memberships.list(store, { key: 'byMember', prefix: 'a/', limit: 10 });
    expect(rows.map(({ document }) => document)).toStrictEqual([{ spaceId: 'one', memberId: 'a' }]);
  });

  it('gives the domain back the state that the events lead to', async () => {
    const story = new BillingStory().organization('org', 'cleo', 'dan', 'guest-gil');
    story.space('org', {
      type: 'AppointAdministrator',
      data: { memberId: 'dan', by: { memberId: 'cleo', administersFromOutside: false } },
    });
    const store = await projectInto(await projected([]), story.events, [1, 2, 3, 4, 5]);
    const document = await spaces.get(store, 'org');
    expect(document && toSpace(document)).toStrictEqual(story.state('space-org', spaceDecider));
  });
});
