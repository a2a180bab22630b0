import { latestLinkToken, startAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';

/** What a reader sees, without the markup around it. */
const textOf = (html: string): string => html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the pages of a plan that lapsed (D16)', () => {
  let acme: Acme;
  let path: string;
  beforeAll(async () => {
    acme = await startAcme();
    const upgrade = { ...UPGRADE, paymentMethod: { token: 'tok_fails_on_renewal' } };
    await succeeded(acme.ada.post('/v1/spaces/acme/subscription', upgrade));
    path = `/i/${await latestLinkToken(acme)}`;
    await succeeded(acme.operator.post('/v1/clock/advance', { to: '2026-05-24T10:00:00Z' }));
  });
  afterAll(() => acme.stop());

  const page = async (number = ''): Promise<string> =>
    (await succeeded(acme.ada.get(number === '' ? path : `${path}/${number}`))).text;

  it('list the credit note among the invoices, with the one that it refers to', async () => {
    const text = textOf(await page());
    // Renewed on 16 May, of whose 31 days 7 were used.
    expect(text).toMatch(/Credit note AV-2026-000001 Refers to invoice FA-2026-000002 .* Settled −€52\.22/);
    expect(text).toMatch(/FA-2026-000002 .* Written off €67\.45/);
  });

  it('say on the credit note which invoice it reduced, lead there, and name no due date', async () => {
    const html = await page('AV-2026-000001');
    expect(html).toContain(`href="${path}/FA-2026-000002"`);
    expect(textOf(html)).toMatch(/Total −€52\.22 Deducted from invoice FA-2026-000002 €52\.22 Left to refund €0\.00/);
    expect(textOf(html)).not.toContain('Due date');
  });

  it('say on the invoice what took something off it, and what is left', async () => {
    expect(textOf(await page('FA-2026-000002'))).toMatch(
      /Total €67\.45 Credit note AV-2026-000001 −€52\.22 Amount due €15\.23/,
    );
  });
});

describe('the pages of a team plan that was refunded (D2)', () => {
  it('add up with what went back', async () => {
    const acme = await startAcme();
    const { ada, bob } = acme;
    await succeeded(ada.post('/v1/organizations', { spaceId: 'org', name: 'Org', domain: 'acme.example' }));
    for (const id of ['ada', 'bob'])
      await succeeded(ada.put(`/v1/spaces/org/members/${id}`, { name: id, email: `${id}@acme.example` }));
    await succeeded(bob.post('/v1/organizations/org/teams', { spaceId: 'team', name: 'Team' }));
    await succeeded(bob.put('/v1/spaces/team/members/bob', { name: 'Bob', email: 'bob@acme.example' }));
    await succeeded(bob.post('/v1/spaces/team/subscription', UPGRADE));
    const path = `/i/${await latestLinkToken({ ...acme, ada: bob })}`;
    await succeeded(ada.post('/v1/spaces/org/subscription', UPGRADE));
    await succeeded(acme.operator.post('/v1/clock/advance', { days: 0 }));
    const text = async (number: string) => textOf((await succeeded(bob.get(`${path}/${number}`))).text);
    expect(await text('FA-2026-000001')).toMatch(
      /Refunded .* Total €67\.45 Credit note AV-2026-000001 −€67\.45 Paid on 16 April 2026 −€67\.45 Refunded on 16 April 2026 €67\.45 Amount due €0\.00/,
    );
    expect(await text('AV-2026-000001')).toMatch(
      /Total −€67\.45 Refunded on 16 April 2026 €67\.45 Left to refund €0\.00/,
    );
    await acme.stop();
  });
});
