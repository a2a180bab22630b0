import { useQuittance } from '#test/support/quittance';

describe('several teams in one operation', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  beforeEach(async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { spaceId: 'design', members: ['ann'] });
    await quittance.team('acme', { spaceId: 'research', members: ['bob'] });
  });

  it('R8 are not self-service: sales hear of it, and no team is upgraded', async () => {
    const ann = await quittance.signIn('ann');
    const wish = { teamIds: ['design', 'research'], plan: 'premium', cycle: 'monthly', seats: 5 };
    const refused = await ann.refusal(() => ann.upgradeTeams('acme', wish));
    expect([refused.status, refused.code, refused.problem.contact]).toEqual([
      ...[403, 'contact_sales', 'sales@quittance.example'],
    ]);
    expect(await quittance.salesRequests()).toMatchObject([
      {
        ...{ subject: 'severalTeams', space: { id: 'acme' }, subscriptionId: null, from: { memberId: 'ann' } },
        ...{ request: { call: 'POST /v1/organizations/acme/team-upgrades', body: wish } },
        requestedAt: '2026-04-01T08:00:00.000Z',
      },
    ]);
    for (const spaceId of ['acme', 'design']) expect(await ann.tab(spaceId)).toMatchObject({ state: 'none' });
  });

  it('R7 are upgraded one after the other, each with a plan of its own', async () => {
    const design = await quittance.upgrade('design', { by: 'ann' });
    const research = await quittance.upgrade('research', { by: 'bob', seats: 2 });
    expect(design).not.toBe(research);
    expect(await quittance.salesRequests()).toEqual([]);
  });

  it('R8 are asked for by people of an organization, about an organization', async () => {
    const [ann, eve] = [await quittance.signIn('ann'), await quittance.signIn('eve')];
    const wish = { teamIds: ['design'] };
    expect((await eve.refusal(() => eve.upgradeTeams('acme', wish))).code).toBe('space.unknown');
    expect((await ann.refusal(() => ann.upgradeTeams('design', wish))).code).toBe('space.not_an_organization');
    expect((await ann.refusal(() => ann.upgradeTeams('acme', { teamIds: [] }))).status).toBe(400);
    expect(await quittance.salesRequests()).toEqual([]);
  });
});
