import { startAcme, UPGRADE, type Acme } from '#test/support/acme';

describe('the history of a space', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme();
    await acme.ada.post('/v1/spaces/acme/subscription', { ...UPGRADE, paymentMethod: { token: 'tok_declined' } });
    await acme.ada.post('/v1/spaces/acme/subscription', UPGRADE);
  });
  afterAll(() => acme.stop());

  const read = async (
    query = '',
  ): Promise<{ events: { type: string; data: Record<string, unknown> }[]; next: unknown }> =>
    (await acme.auditor.get(`/v1/audit/spaces/acme${query}`)).body as never;

  it('D6 has the upgrade that failed, and why, before the one that did not', async () => {
    const { events, next } = await read();
    expect(events.map(({ type }) => type)).toEqual([
      ...['WorkspaceCreated', 'MemberAdded', 'AdministratorAppointed', 'MemberProfileChanged'],
      ...['MemberAdded', 'MemberAdded', 'AdministratorAppointed'],
      ...['UpgradeRequested', 'UpgradeFailed', 'UpgradeRequested', 'UpgradeCompleted'],
    ]);
    expect(events[8]?.data).toMatchObject({ spaceId: 'acme', reason: 'declined' });
    expect(next).toBeNull();
  });

  it('is paged without a miss or a double', async () => {
    const whole = (await read()).events;
    const paged: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const page = await read(`?limit=4${typeof cursor === 'string' && cursor !== '' ? `&cursor=${cursor}` : ''}`);
      paged.push(...page.events);
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
  });

  it('has nothing of another space', async () => {
    await acme.ada.post('/v1/workspaces', { spaceId: 'other', name: 'Other' });
    const { events } = (await acme.auditor.get('/v1/audit/spaces/other')).body as { events: unknown[] };
    expect(events).toHaveLength(3);
  });

  it('is for auditors alone, and knows no other space', async () => {
    expect((await acme.ada.get('/v1/audit/spaces/acme')).status).toBe(403);
    expect((await acme.anyone.get('/v1/audit/spaces/acme')).status).toBe(401);
    expect(await acme.auditor.get('/v1/audit/spaces/nowhere')).toMatchObject({
      status: 404,
      body: { code: 'space.unknown' },
    });
  });
});
