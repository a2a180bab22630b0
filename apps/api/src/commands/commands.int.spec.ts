import { startAcme, startPaidAcme, succeeded, UPGRADE, type Acme } from '#test/support/acme';

const CHANGE = '/v1/spaces/acme/subscription/change';

describe('a command', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme();
  });
  afterAll(() => acme.stop());

  it('answers 201 with what it made, and its revision as the entity tag', async () => {
    const { status, body, headers } = await acme.ada.post('/v1/workspaces', { spaceId: 'one', name: 'One' });
    expect(status).toBe(201);
    expect(body).toEqual({
      spaceId: 'one',
      revision: 2,
      position: expect.any(String),
      events: ['WorkspaceCreated', 'MemberAdded', 'AdministratorAppointed'],
    });
    expect(headers['etag']).toBe('"2"');
  });

  it('makes an id where none is given, and takes null for left out', async () => {
    const { body } = await acme.ada.post('/v1/workspaces', { spaceId: null, name: 'Two' });
    expect(body.spaceId).toMatch(/^space_[0-9a-f]{32}$/);
  });

  it('answers with the present revision and position when it changes nothing', async () => {
    const put = () => acme.ada.put('/v1/spaces/acme/administrators/carol');
    const first = await put();
    expect(first).toMatchObject({ status: 200, body: { events: [] } });
    expect((await put()).body).toEqual(first.body);
    expect(first.headers['etag']).toBe(`"${first.body.revision}"`);
  });

  it('can be read as soon as it has answered', async () => {
    for (let n = 0; n < 20; n += 1) {
      const { body } = await acme.ada.post('/v1/workspaces', { spaceId: `read-${n}`, name: 'Read' });
      expect((await acme.ada.get(`/v1/spaces/read-${n}`)).body).toMatchObject({ revision: body.revision });
    }
  });

  it('is carried out when If-Match names the present revision, weak or not', async () => {
    const { body } = await acme.ada.put('/v1/spaces/acme/administrators/carol');
    const put = (tag: string) => acme.ada.put('/v1/spaces/acme/administrators/carol', undefined, { 'if-match': tag });
    expect((await put(`"${body.revision}"`)).status).toBe(200);
    expect((await put(`W/"${body.revision}"`)).status).toBe(200);
    expect(await put(`"${body.revision - 1}"`)).toMatchObject({ status: 412, body: { actual: body.revision } });
  });

  it('is carried out when If-Match names any revision, or the present one among others', async () => {
    const { body } = await acme.ada.put('/v1/spaces/acme/administrators/carol');
    const put = (tag: string) => acme.ada.put('/v1/spaces/acme/administrators/carol', undefined, { 'if-match': tag });
    expect((await put('*')).status).toBe(200);
    expect((await put(`"0", W/"${body.revision}" ,"900"`)).status).toBe(200);
    expect((await put('"0","900"')).status).toBe(412);
    for (const tag of ['', '7', '"7" "8"', '"7",', '*, "7"', '"x"'])
      expect((await put(tag)).body.errors).toMatchObject([{ field: 'If-Match', code: 'header.wrong_form' }]);
  });

  it('is recorded with who gave it, as what, and which request it belongs to', async () => {
    const headers = { 'x-correlation-id': 'admin-console-1' };
    const profile = { name: 'Dan', email: 'dan@acme.example' };
    await succeeded(acme.carol.put('/v1/spaces/acme/members/dan', profile, headers));
    const added = await acme.test.ports.store.readLast('space-acme');
    expect(added?.metadata).toMatchObject({
      actor: { id: 'carol', role: 'member' },
      correlationId: 'admin-console-1',
      recordedAt: '2026-04-16T10:00:00.000Z',
    });
    await succeeded(acme.operator.post('/v1/clock/advance', { to: '2026-04-16T11:00:00Z' }));
    const moved = await acme.test.ports.store.readLast('clock');
    expect(moved?.metadata.actor).toEqual({ id: 'olga', role: 'operator' });
  });
});

describe('an Idempotency-Key', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme();
  });
  afterAll(() => acme.stop());

  const create = (key: string, body: object) => acme.ada.post('/v1/workspaces', body, { 'idempotency-key': key });

  it('gets the first answer again, with its status and entity tag, whatever has happened since', async () => {
    const first = await create('a', { name: 'Alpha' });
    await succeeded(acme.ada.put(`/v1/spaces/${first.body.spaceId}/members/bob`, { name: 'B', email: 'b@b.example' }));
    const head = await acme.test.ports.store.head();
    const again = await create('a', { name: 'Alpha' });
    expect([again.status, again.body, again.headers['etag']]).toEqual([201, first.body, '"2"']);
    expect(await acme.test.ports.store.head()).toBe(head);
  });

  it('does not mind the order of the fields', async () => {
    const first = await create('order', { spaceId: 'order', name: 'Order' });
    expect((await create('order', { name: 'Order', spaceId: 'order' })).body).toEqual(first.body);
  });

  it('is refused for another body, and for another address', async () => {
    await create('b', { name: 'Beta' });
    expect(await create('b', { name: 'Gamma' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency.key_reused' },
    });
    const body = { name: 'Beta', domain: 'beta.example' };
    const elsewhere = await acme.ada.post('/v1/organizations', body, { 'idempotency-key': 'b' });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
  });

  it('belongs to one caller', async () => {
    const first = await create('c', { name: 'Same' });
    const other = await acme.bob.post('/v1/workspaces', { name: 'Same' }, { 'idempotency-key': 'c' });
    expect(other.status).toBe(201);
    expect(other.body.spaceId).not.toBe(first.body.spaceId);
  });

  it('makes one space of ten requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('many', { name: 'Many' })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  it('runs a refused command again', async () => {
    const appoint = () =>
      acme.ada.put('/v1/spaces/acme/administrators/zoe', undefined, { 'idempotency-key': 'refused' });
    expect((await appoint()).status).toBe(404);
    await succeeded(acme.ada.put('/v1/spaces/acme/members/zoe', { name: 'Zoe', email: 'zoe@acme.example' }));
    expect((await appoint()).status).toBe(200);
  });

  it('gets its answer again when the caller has lost the right meanwhile', async () => {
    const key = { 'idempotency-key': 'last-act' };
    const dismissOneself = () => acme.carol.delete('/v1/spaces/acme/administrators/carol', key);
    const dismissed = await succeeded(dismissOneself());
    expect((await dismissOneself()).body).toEqual(dismissed.body);
    const leave = () => acme.bob.delete('/v1/spaces/acme/members/bob', key);
    const left = await succeeded(leave());
    expect((await leave()).body).toEqual(left.body);

    const other = await acme.carol.put('/v1/spaces/acme/administrators/carol', undefined, key);
    expect(other).toMatchObject({ status: 403, body: { code: 'rights.not_allowed' } });
    expect((await acme.eve.delete('/v1/spaces/acme/members/bob', key)).body.code).toBe('space.unknown');
    const unread = await acme.bob.delete('/v1/spaces/acme/members/bob?forced=perhaps', key);
    expect(unread.status).toBeGreaterThanOrEqual(400);
    await succeeded(acme.ada.put('/v1/spaces/acme/members/bob', { name: 'Bob', email: 'bob@acme.example' }));
    await succeeded(acme.ada.put('/v1/spaces/acme/administrators/carol'));
  });

  it('of a hand-over gets its answer again, and opens nothing else to the former owner', async () => {
    const paid = await startPaidAcme();
    try {
      const key = { 'idempotency-key': 'hand-over' };
      const owner = '/v1/spaces/acme/subscription/billing-owner';
      const handed = await succeeded(paid.ada.put(owner, { memberId: 'bob' }, key));
      const again = await paid.ada.put(owner, { memberId: 'bob' }, key);
      expect([again.status, again.body, again.headers['etag']]).toEqual([200, handed.body, handed.headers['etag']]);
      expect((await paid.ada.put(owner, { memberId: 'carol' }, key)).status).toBe(403);
      expect((await paid.ada.put(`${owner}?preview=true`, { memberId: 'bob' }, key)).status).toBe(403);
      expect((await paid.ada.put(owner, '{"memberId":', key)).status).toBe(403);
      expect((await paid.carol.put(owner, { memberId: 'bob' }, key)).status).toBe(403);
    } finally {
      await paid.stop();
    }
  });

  it('never charges twice', async () => {
    const upgrade = () => acme.ada.post('/v1/spaces/acme/subscription', UPGRADE, { 'idempotency-key': 'pay' });
    const [one, two] = await Promise.all([upgrade(), upgrade()]);
    expect(one.status).toBe(201);
    expect(two.body).toEqual(one.body);
    expect((await upgrade()).body).toEqual(one.body);
    const { body } = await acme.ada.get('/v1/spaces/acme/billing/invoices');
    expect(body.invoices).toHaveLength(1);
  });
});

describe('a preview', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
    await succeeded(acme.bob.post('/v1/workspaces', { spaceId: 'design', name: 'Design' }));
    await succeeded(acme.bob.put('/v1/spaces/design/members/bob', { name: 'Bob', email: 'bob@acme.example' }));
  });
  afterAll(() => acme.stop());

  const eur = (amount: string, minor: number) => ({ amount, minor, currency: 'EUR' });

  it('shows the invoice of an upgrade before who pays is known, and writes nothing', async () => {
    const head = await acme.test.ports.store.head();
    const wish = { plan: 'premium', cycle: 'annual', seats: 3, currency: 'EUR' };
    const { status, body } = await acme.bob.post('/v1/spaces/design/subscription?preview=true', wish);
    expect(status).toBe(200);
    expect(body).toEqual({
      lines: [
        {
          kind: 'charge',
          description: 'Premium, 3 seats, annual, 16 April 2026 to 15 April 2027',
          plan: 'premium',
          cycle: 'annual',
          seats: 3,
          period: { start: '2026-04-16', end: '2027-04-16' },
          unitPrice: eur('134.90', 134_90),
          amount: eur('404.70', 404_70),
        },
      ],
      net: eur('404.70', 404_70),
      taxes: [],
      total: eur('404.70', 404_70),
      effectiveOn: '2026-04-16',
      pendingChange: null,
      quote: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(await acme.test.ports.store.head()).toBe(head);
  });

  it('is in another currency, and in the language of the billing details', async () => {
    const wish = { plan: 'premium', cycle: 'monthly', seats: 2, currency: 'JPY' };
    const yen = await acme.bob.post('/v1/spaces/design/subscription?preview=true', wish);
    expect(yen.body.total).toEqual({ amount: '2698', minor: 2698, currency: 'JPY' });
    const billingDetails = { ...UPGRADE.billingDetails, locale: 'fr' };
    const french = await acme.bob.post('/v1/spaces/design/subscription?preview=true', { ...UPGRADE, billingDetails });
    expect(french.body.lines[0].description).toMatch(/^Premium, 5 .*16 avril 2026/);
  });

  it('has the same checks as the command', async () => {
    const wish = { plan: 'premium', cycle: 'monthly', seats: 7 };
    expect((await acme.bob.post('/v1/spaces/design/subscription?preview=true', wish)).status).toBe(422);
    expect((await acme.carol.post(`${CHANGE}?preview=true`, { seats: 10 })).status).toBe(403);
    expect((await acme.ada.post(`${CHANGE}?preview=true`, { seats: 'ten' })).status).toBe(400);
    expect((await acme.ada.post(`${CHANGE}?preview=maybe`, { seats: 10 })).status).toBe(400);
  });

  it('gives a quote that the command takes, and another body does not', async () => {
    const { body: preview } = await acme.ada.post(`${CHANGE}?preview=true`, { seats: 10 });
    expect(preview.total).toEqual(eur('67.45', 67_45));
    const other = await acme.ada.post(CHANGE, { seats: 15, quote: preview.quote });
    expect(other).toMatchObject({ status: 412, body: { code: 'quote.stale' } });
    const changed = await acme.ada.post(CHANGE, { seats: 10, quote: preview.quote });
    expect(changed).toMatchObject({ status: 200, body: { events: ['SeatsChanged'] } });
  });

  it('shows a decrease as pending, and bills nothing for it', async () => {
    const { body } = await acme.ada.post(`${CHANGE}?preview=true`, { seats: 5 });
    const pendingChange = { plan: 'premium', cycle: 'monthly', seats: 5, effectiveOn: '2026-05-16' };
    expect(body).toMatchObject({ lines: [], total: eur('0.00', 0), effectiveOn: '2026-05-16', pendingChange });
  });

  it('ignores the key, so that the command under the same key is not taken for it', async () => {
    const key = { 'idempotency-key': 'previewed' };
    await succeeded(acme.ada.post('/v1/spaces/acme/subscription/cancel?preview=true', {}, key));
    const { body } = await succeeded(acme.ada.post('/v1/spaces/acme/subscription/cancel', {}, key));
    expect(body.events).toEqual(['CancellationScheduled']);
  });

  it('of taking back tells what would then be due', async () => {
    const undo = '/v1/spaces/acme/subscription/undo-cancellation';
    const { body } = await acme.ada.post(`${undo}?preview=true`);
    expect(body).toMatchObject({ lines: [], pendingChange: null });
    expect((await acme.ada.post(undo, { quote: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(412);
    expect((await acme.ada.post(undo, { quote: body.quote })).body.events).toEqual(['CancellationUndone']);
  });

  it.each([
    ['billing-owner', { memberId: 'bob' }],
    ['billing-details', UPGRADE.billingDetails],
    ['payment-method', { token: 'tok_ok' }],
  ])('of %s gives a quote, as that of every command does', async (command, body) => {
    const path = `/v1/spaces/acme/subscription/${command}`;
    const { quote } = (await succeeded(acme.ada.put(`${path}?preview=true`, body))).body;
    const stale = await acme.ada.put(path, { ...body, quote: 'AAAAAAAAAAAAAAAAAAAAAA' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'quote.stale' } });
    expect((await acme.ada.put(path, { ...body, quote })).status).toBe(200);
    const restored = command === 'billing-owner' ? acme.bob.put(path, { memberId: 'ada' }) : acme.ada.get('/v1/clock');
    await succeeded(restored);
  });

  it('of an upgrade checks the card that it is given, and needs none', async () => {
    const preview = (paymentMethod: object | undefined) =>
      acme.bob.post('/v1/spaces/design/subscription?preview=true', { ...UPGRADE, seats: 2, paymentMethod });
    const unknown = await preview({ token: 'tok_never_issued' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'payment_method.unknown' } });
    expect((await preview({ token: 'tok_ok' })).status).toBe(200);
    expect((await preview(undefined)).status).toBe(200);
  });

  it('D14 shows what an increase leaves of a pending decrease', async () => {
    await succeeded(acme.ada.post(CHANGE, { seats: 3 }));
    const { body } = await acme.ada.post(`${CHANGE}?preview=true`, { plan: 'business' });
    expect(body).toMatchObject({
      effectiveOn: '2026-04-16',
      pendingChange: { plan: 'business', seats: 3, effectiveOn: '2026-05-16' },
    });
    await succeeded(acme.ada.post(CHANGE, { plan: 'business', quote: body.quote }));
    expect((await acme.ada.get('/v1/spaces/acme/billing')).body.pendingChange).toEqual(body.pendingChange);
  });
});
