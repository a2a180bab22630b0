import { eventually, startPaidAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';
import type { TestClient } from '#test/support/test-client';

const profile = (name: string) => ({ name, email: `${name.toLowerCase()}@acme.example` });

describe('appointing administrators', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
    await succeeded(acme.ada.post('/v1/organizations', { spaceId: 'org', name: 'Org', domain: 'acme.example' }));
    for (const name of ['Ada', 'Bob', 'Carol']) {
      await succeeded(acme.ada.put(`/v1/spaces/org/members/${name.toLowerCase()}`, profile(name)));
    }
    await succeeded(acme.bob.post('/v1/organizations/org/teams', { spaceId: 'team', name: 'Team' }));
    await succeeded(acme.bob.put('/v1/spaces/team/members/carol', profile('Carol')));
  });
  afterAll(() => acme.stop());

  const appoint = (by: TestClient, memberId: string, spaceId: string) =>
    by.put(`/v1/spaces/${spaceId}/administrators/${memberId}`);
  const expectRefused = ({ status, body }: Awaited<ReturnType<typeof appoint>>, role: string): void =>
    expect({ status, body }).toMatchObject({
      status: 403,
      body: { code: 'rights.not_allowed', action: 'appointAdministrators', role },
    });

  it('R31 is for administrators, also for one who is billing owner of a workspace', async () => {
    expect((await appoint(acme.ada, 'carol', 'acme')).status).toBe(200);
    expect((await appoint(acme.carol, 'carol', 'acme')).status).toBe(200);
    expectRefused(await appoint(acme.bob, 'bob', 'acme'), 'member');
  });

  it('R31 is not for the billing owner of a workspace who does not administer it', async () => {
    await succeeded(acme.ada.put('/v1/spaces/acme/subscription/billing-owner', { memberId: 'bob' }));
    expectRefused(await appoint(acme.bob, 'bob', 'acme'), 'owner');
    expect((await appoint(acme.ada, 'carol', 'acme')).status).toBe(200);
  });

  it("R31 in a team is for its administrators and those of its organization, not for the team's owner", async () => {
    await succeeded(acme.carol.post('/v1/spaces/team/subscription', UPGRADE));
    expectRefused(await appoint(acme.carol, 'carol', 'team'), 'owner');
    expect((await appoint(acme.bob, 'bob', 'team')).status).toBe(200);
    expect((await appoint(acme.ada, 'bob', 'team')).status).toBe(200);
  });

  it('R31 in a paid organization is for its billing owner, and after the end of the plan no more by that', async () => {
    const design = { spaceId: 'design', name: 'Design', domain: 'design.example' };
    await succeeded(acme.ada.post('/v1/organizations', design));
    for (const name of ['Ada', 'Carol']) {
      await succeeded(acme.ada.put(`/v1/spaces/design/members/${name.toLowerCase()}`, profile(name)));
    }
    expectRefused(await appoint(acme.carol, 'carol', 'design'), 'member');
    await succeeded(acme.carol.post('/v1/spaces/design/subscription', UPGRADE));
    const appointed = await eventually(
      () => appoint(acme.carol, 'ada', 'design'),
      ({ status }) => status === 200,
    );
    expect(appointed.body.events).toEqual([]);
    await succeeded(acme.carol.post('/v1/spaces/design/subscription/cancel'));
    await succeeded(acme.operator.post('/v1/clock/advance', { days: 31 }));
    await succeeded(acme.ada.delete('/v1/spaces/design/administrators/carol'));
    expectRefused(await appoint(acme.carol, 'carol', 'design'), 'member');
  });

  it('is unknown to those outside, sales staff included', async () => {
    const staff = await acme.anyone.as('sam', 'sales');
    for (const outsider of [acme.eve, staff]) {
      expect((await appoint(outsider, 'bob', 'acme')).body).toMatchObject({ status: 404, code: 'space.unknown' });
    }
  });
});
