import { startAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';

const TEAM_UPGRADES = '/v1/organizations/org/team-upgrades';

describe('R8 upgrading several teams at once', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme();
    await succeeded(acme.ada.post('/v1/organizations', { spaceId: 'org', name: 'Org', domain: 'acme.example' }));
  });
  afterAll(() => acme.stop());

  const recorded = async () => (await acme.test.ports.store.readStream('sales-org')).map(({ data }) => data);

  it('is always for sales, with as much of the wish as is known, and without the card', async () => {
    const wish = { teamIds: ['design', 'research'] };
    for (const body of [wish, { ...wish, ...UPGRADE }]) {
      const { status, body: problem } = await acme.ada.post(TEAM_UPGRADES, body);
      expect({ status, problem }).toMatchObject({ status: 403, problem: { code: 'contact_sales' } });
    }
    expect(await recorded()).toMatchObject([
      { subject: 'severalTeams', subscriptionId: null },
      { subject: 'severalTeams', subscriptionId: null },
    ]);
    const { request } = (await recorded()).at(-1) as { request: { keyId: string; sealed: string } };
    const { paymentMethod: _, ...known } = UPGRADE;
    expect(await acme.test.ports.vault.open(request)).toEqual({
      call: `POST ${TEAM_UPGRADES}`,
      body: { ...wish, ...known },
    });
  });

  it.each([
    ['teamIds', {}],
    ['teamIds', { teamIds: [] }],
    ['teamIds', { teamIds: 'design' }],
    ['teamIds', { teamIds: ['design', 'design'] }],
    ['teamIds', { teamIds: [7] }],
    ['teamIds', { teamIds: ['two words'] }],
    ['teamIds', { teamIds: Array.from({ length: 101 }, (_, i) => `team-${i}`) }],
    ['cycle', { teamIds: ['design'], cycle: 'weekly' }],
    ['seats', { teamIds: ['design'], seats: 0 }],
    ['billingDetails.email', { teamIds: ['design'], billingDetails: { ...UPGRADE.billingDetails, email: 'x' } }],
    ['teams', { teamIds: ['design'], teams: 2 }],
  ])('is refused for a wrong %s', async (name, body) => {
    const count = (await recorded()).length;
    expect(await acme.ada.post(TEAM_UPGRADES, body)).toMatchObject({
      status: 400,
      body: { errors: [{ field: name }] },
    });
    expect(await recorded()).toHaveLength(count);
  });

  it('is not heard when it is only a preview', async () => {
    const count = (await recorded()).length;
    const { body } = await acme.ada.post(`${TEAM_UPGRADES}?preview=true`, { teamIds: ['design'] });
    expect(body).toMatchObject({ status: 403, code: 'contact_sales' });
    expect(await recorded()).toHaveLength(count);
  });
});
