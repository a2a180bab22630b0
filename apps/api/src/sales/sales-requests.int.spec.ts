import { startPaidAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';
import type { TestClient } from '#test/support/test-client';

const DESIGN = '/v1/spaces/design/subscription';
const TOO_MANY = { ...UPGRADE, seats: 16 };

interface Listed {
  readonly requests: readonly { readonly requestId: string }[];
  readonly next: string | null;
}

describe('who is sent to sales', () => {
  let acme: Acme;
  let sam: TestClient;
  beforeAll(async () => {
    acme = await startPaidAcme();
    sam = await acme.anyone.as('sam', 'sales');
    await succeeded(acme.ada.post('/v1/workspaces', { spaceId: 'design', name: 'Design' }));
    await succeeded(acme.ada.put('/v1/spaces/design/members/ada', { name: 'Ada', email: 'ada@acme.example' }));
  });
  afterAll(() => acme.stop());

  const recorded = async () => (await acme.test.ports.store.readStream('sales-design')).map(({ data }) => data);
  const requests = async (query = ''): Promise<Listed> => {
    const { body } = await succeeded(sam.get(`/v1/sales/requests${query}`));
    return body as Listed;
  };
  const newest = async () => (await requests('?limit=1')).requests[0];
  const expectSentToSales = ({ status, body }: Awaited<ReturnType<TestClient['post']>>): void =>
    expect({ status, body }).toMatchObject({
      status: 403,
      body: { code: 'contact_sales', contact: 'sales@quittance.example' },
    });

  it('R28 is heard by them, with what he asked for, and nothing else is written', async () => {
    const head = await acme.test.ports.store.head();
    expectSentToSales(await acme.ada.post(DESIGN, TOO_MANY));
    const [only, ...more] = await acme.test.ports.store.readAll(head, 10);
    expect([only?.stream, only?.type, more]).toEqual(['sales-design', 'SalesRequested', []]);
    const { paymentMethod: _, ...body } = TOO_MANY;
    expect(await newest()).toEqual({
      requestId: expect.stringMatching(/^sales_[0-9a-f]{32}$/),
      space: { id: 'design', name: 'Design' },
      subscriptionId: null,
      from: { memberId: 'ada', name: 'Ada', email: 'ada@acme.example' },
      requestedAt: '2026-04-16T10:00:00.000Z',
      subject: 'aboveLastTier',
      request: { call: 'POST /v1/spaces/design/subscription', body },
    });
  });

  it('is sealed under the key of the person, and never with the token of a card', async () => {
    expectSentToSales(await acme.ada.post(DESIGN, { ...UPGRADE, collection: 'manual' }));
    const { request } = (await recorded()).at(-1) as { request: { keyId: string; sealed: string } };
    expect(request.keyId).toBe('person-ada');
    expect(JSON.stringify(await acme.test.ports.vault.open(request))).not.toMatch(/tok_|paymentMethod/);
  });

  it('is heard once for a key, however often the request is sent', async () => {
    const headers = { 'idempotency-key': 'big' };
    const before = (await recorded()).length;
    for (let n = 0; n < 3; n += 1) expectSentToSales(await acme.ada.post(DESIGN, TOO_MANY, headers));
    await Promise.all([1, 2].map(() => acme.ada.post(DESIGN, TOO_MANY, headers)));
    expect(await recorded()).toHaveLength(before + 1);
    expectSentToSales(await acme.ada.post(DESIGN, TOO_MANY, { 'idempotency-key': 'bigger' }));
    expect(await recorded()).toHaveLength(before + 2);
  });

  it('is not heard when it is only a preview, or refused for something else', async () => {
    const before = (await recorded()).length;
    expectSentToSales(await acme.ada.post(`${DESIGN}?preview=true`, TOO_MANY));
    expectSentToSales(await acme.ada.post(`${DESIGN}?preview=true`, { ...UPGRADE, collection: 'manual' }));
    expect((await acme.ada.post(DESIGN, { ...UPGRADE, seats: 7 })).status).toBe(422);
    expect((await acme.ada.post(DESIGN, { ...TOO_MANY, collection: 'cash' })).status).toBe(400);
    expect((await acme.eve.post(DESIGN, TOO_MANY)).status).toBe(404);
    expect((await acme.ada.post(DESIGN, TOO_MANY, { 'if-match': '"3"' })).status).toBe(412);
    expect(await recorded()).toHaveLength(before);
  });

  it('R27 is asked whatever the collection, and D3 for a change as for an upgrade', async () => {
    expectSentToSales(await acme.ada.post(DESIGN, { ...UPGRADE, collection: 'automatic' }));
    expect(await newest()).toMatchObject({ subject: 'manualBilling', request: { body: { collection: 'automatic' } } });
    expectSentToSales(await acme.ada.post('/v1/spaces/acme/subscription/change', { seats: 16 }));
    expect(await newest()).toMatchObject({
      ...{ subject: 'aboveLastTier', space: { id: 'acme' } },
      subscriptionId: (await acme.ada.get('/v1/spaces/acme/billing')).body.subscriptionId,
    });
  });

  it('is listed page by page, the newest first', async () => {
    const { requests: all } = await requests('?limit=500');
    const first = await requests('?limit=2');
    const second = await requests(`?limit=2&cursor=${first.next}`);
    expect([...first.requests, ...second.requests]).toEqual(all.slice(0, 4));
    expect(all.length).toBeGreaterThan(4);
    expect((await sam.get('/v1/sales/requests?limit=501')).status).toBe(400);
    expect((await sam.get('/v1/sales/requests?cursor=%25')).body).toMatchObject({ code: 'cursor.invalid' });
  });

  it('R46 staff also read what support is asked for, by members and by others', async () => {
    const asked = { subject: 'Our invoice', message: 'Please add our order number.' };
    await succeeded(acme.bob.post('/v1/spaces/acme/subscription/support-requests', asked));
    const { body } = await succeeded(acme.eve.post('/v1/spaces/acme/subscription/support-requests', asked));
    const list = await succeeded(sam.get(`/v1/sales/support-requests?position=${body.position}`));
    expect(list.body).toMatchObject({
      requests: [
        { requestId: body.requestId, from: { memberId: 'eve', name: null, email: null }, request: asked },
        { from: { memberId: 'bob', name: 'Bob', email: 'bob@acme.example' }, request: asked },
      ],
      next: null,
    });
  });

  it('is read by nobody else, and not at all when the person was erased', async () => {
    for (const list of ['requests', 'support-requests']) {
      expect((await acme.anyone.get(`/v1/sales/${list}`)).status).toBe(401);
      for (const caller of [acme.ada, acme.auditor, acme.operator]) {
        expect((await caller.get(`/v1/sales/${list}`)).body).toMatchObject({ status: 403, code: 'rights.not_allowed' });
      }
    }
    await acme.test.ports.vault.destroyKey('person-ada');
    expect(await newest()).toMatchObject({ from: { memberId: 'ada', name: null }, request: null });
  });
});
