import { startPaidAcme, succeeded, type Acme } from '#test/support/acme';

const PROFILE = { name: 'Zoe', email: 'zoe@acme.example' };

describe('members and administrators', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
    await succeeded(acme.ada.post('/v1/organizations', { spaceId: 'org', name: 'Org', domain: 'ACME.example' }));
    await succeeded(acme.ada.put('/v1/spaces/org/members/bob', { name: 'Bob', email: 'bob@acme.example' }));
    await succeeded(acme.bob.post('/v1/organizations/org/teams', { spaceId: 'team', name: 'Team' }));
  });
  afterAll(() => acme.stop());

  it('are put by an administrator, not by a member', async () => {
    expect((await acme.carol.put('/v1/spaces/acme/members/zoe', PROFILE)).body.events).toEqual(['MemberAdded']);
    const again = await acme.carol.put('/v1/spaces/acme/members/zoe', { ...PROFILE, name: 'Zoé' });
    expect(again).toMatchObject({ status: 200, body: { events: ['MemberProfileChanged'] } });
    const refused = await acme.bob.put('/v1/spaces/acme/members/zoe', PROFILE);
    expect(refused).toMatchObject({ status: 403, body: { code: 'rights.not_allowed' } });
  });

  it('may change their own profile and leave, and let nobody in', async () => {
    const zoe = await acme.anyone.as('zoe');
    expect((await zoe.put('/v1/spaces/acme/members/zoe', { ...PROFILE, locale: 'fr' })).status).toBe(200);
    expect((await zoe.put('/v1/spaces/acme/members/eve', PROFILE)).status).toBe(403);
    expect((await zoe.delete('/v1/spaces/acme/members/bob')).status).toBe(403);
    expect((await zoe.delete('/v1/spaces/acme/members/zoe')).body.events).toEqual(['MemberRemoved']);
    expect((await zoe.put('/v1/spaces/acme/members/zoe', PROFILE)).status).toBe(404);
  });

  it('of a team are looked after by the administrators of its organization, who are not in it', async () => {
    expect((await acme.ada.put('/v1/spaces/team/members/zoe', PROFILE)).status).toBe(200);
    expect((await acme.ada.delete('/v1/spaces/team/members/zoe')).status).toBe(200);
    expect((await acme.ada.get('/v1/spaces/team')).status).toBe(404);
    expect((await acme.ada.get('/v1/spaces/team/members')).status).toBe(404);
    expect((await acme.ada.get('/v1/spaces/team/billing')).status).toBe(404);
  });

  it('are appointed and dismissed by administrators', async () => {
    expect((await acme.bob.put('/v1/spaces/acme/administrators/bob')).status).toBe(403);
    const appointed = await acme.carol.put('/v1/spaces/acme/administrators/bob');
    expect(appointed.body.events).toEqual(['AdministratorAppointed']);
    const dismissed = await acme.ada.delete('/v1/spaces/acme/administrators/bob');
    expect(dismissed.body.events).toEqual(['AdministratorDismissed']);
    expect((await acme.ada.put('/v1/spaces/acme/administrators/eve')).status).toBe(404);
  });

  it('are no business of an operator, who could let herself in and upgrade otherwise', async () => {
    const olga = '/v1/spaces/acme/members/olga';
    const profile = { name: 'Olga', email: 'olga@acme.example' };
    expect((await acme.operator.put(olga, profile)).body.code).toBe('space.unknown');
    expect((await acme.operator.put('/v1/spaces/acme/administrators/bob')).body.code).toBe('space.unknown');
    expect((await acme.operator.delete('/v1/spaces/acme/administrators/carol')).body.code).toBe('space.unknown');
    expect((await acme.operator.delete('/v1/spaces/acme/members/bob')).body.code).toBe('space.unknown');
    await succeeded(acme.ada.put(olga, profile));
    expect((await acme.operator.put('/v1/spaces/acme/administrators/olga')).status).toBe(403);
    expect((await acme.operator.delete('/v1/spaces/acme/members/bob')).status).toBe(403);
    expect((await acme.operator.delete(olga)).body.events).toEqual(['MemberRemoved']);
  });

  it('D8 are removed by force by operators alone, an administrator and a billing owner as well', async () => {
    await succeeded(acme.ada.post('/v1/workspaces', { spaceId: 'synced', name: 'Synced' }));
    const forced = (memberId: string) => `/v1/spaces/synced/members/${memberId}?forced=true`;
    for (const caller of [acme.ada, acme.bob, acme.auditor]) {
      expect((await caller.delete(forced('ada'))).body).toMatchObject({ status: 403, code: 'rights.not_allowed' });
    }
    const { status, body } = await acme.operator.delete(forced('ada'));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { spaceId: 'synced', events: ['AdministratorDismissed', 'MemberRemoved'] },
    });
    expect((await acme.operator.delete(forced('ada'))).body.events).toEqual([]);
    const removed = await acme.test.ports.store.readLast('space-synced');
    expect(removed?.metadata.actor).toEqual({ id: 'olga', role: 'operator' });
  });

  it('may have the ids that sign-in providers give', async () => {
    const id = 'auth0|5f7c/ada@acme.example';
    const path = `/v1/spaces/acme/members/${encodeURIComponent(id)}`;
    expect((await acme.ada.put(path, { name: 'Long', email: 'long@acme.example' })).status).toBe(200);
    const member = await acme.anyone.as(id);
    expect((await member.get('/v1/spaces')).body.spaces).toMatchObject([{ id: 'acme' }]);
    expect((await acme.ada.put(`/v1/spaces/acme/members/${'i'.repeat(129)}`, PROFILE)).status).toBe(400);
    expect((await acme.ada.put('/v1/spaces/acme/members/%00', PROFILE)).status).toBe(400);
  });

  it('R2 make teams in their organization, and in no workspace', async () => {
    expect((await acme.eve.post('/v1/organizations/org/teams', { name: 'T' })).body.code).toBe('space.unknown');
    const workspace = await acme.ada.post('/v1/organizations/acme/teams', { name: 'T' });
    expect(workspace).toMatchObject({ status: 404, body: { code: 'space.not_an_organization' } });
  });
});

describe('the spaces of a caller', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
  });
  afterAll(() => acme.stop());

  it('come with their state', async () => {
    const { body } = await acme.bob.get('/v1/spaces');
    expect(body).toMatchObject({
      spaces: [{ id: 'acme', kind: 'workspace', name: 'Acme', state: 'active' }],
      next: null,
    });
    expect((await acme.bob.get('/v1/spaces/acme')).body).toEqual(body.spaces[0]);
    expect((await acme.eve.get('/v1/spaces')).body).toEqual({ spaces: [], next: null });
  });

  it('are listed page by page, each once', async () => {
    for (let n = 0; n < 7; n += 1) await succeeded(acme.eve.post('/v1/workspaces', { spaceId: `w-${n}`, name: 'W' }));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await succeeded(acme.eve.get(`/v1/spaces?limit=3${next && `&cursor=${next}`}`));
      expect(body.spaces.length).toBeLessThanOrEqual(3);
      seen.push(...(body.spaces as { id: string }[]).map(({ id }) => id));
      next = body.next;
    }
    expect(seen.sort()).toEqual(['w-0', 'w-1', 'w-2', 'w-3', 'w-4', 'w-5', 'w-6']);
  });

  it('show their members to each of them', async () => {
    const { body } = await acme.bob.get('/v1/spaces/acme/members');
    expect(body.members).toMatchObject([
      { memberId: 'ada', name: 'Ada', email: 'ada@acme.example', isAdministrator: true },
      { memberId: 'bob', isAdministrator: false },
      { memberId: 'carol', isAdministrator: true },
    ]);
    expect((await acme.eve.get('/v1/spaces/acme/members')).status).toBe(404);
  });

  it('R36 show who takes a seat to the billing owner only', async () => {
    for (const caller of [acme.bob, acme.carol]) {
      const { body } = await caller.get('/v1/spaces/acme/members');
      expect(body.members[0]).not.toHaveProperty('takesSeat');
    }
    const { body } = await acme.ada.get('/v1/spaces/acme/members');
    expect(body.members[0]).toHaveProperty('takesSeat', true);
  });
});
