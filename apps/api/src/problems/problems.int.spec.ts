import { startPaidAcme, UPGRADE, type Acme } from '#test/support/acme';
import type { TestAnswer, TestClient } from '#test/support/test-client';

const CHANGE = '/v1/spaces/acme/subscription/change';

describe('a refused request', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
    const design = { spaceId: 'design', name: 'Design' };
    await acme.ada.post('/v1/workspaces', design);
    await acme.ada.put('/v1/spaces/design/members/ada', { name: 'Ada', email: 'ada@acme.example' });
  });
  afterAll(() => acme.stop());

  const upgrade = (more: object) => acme.ada.post('/v1/spaces/design/subscription', { ...UPGRADE, ...more });
  const garbage = (): TestClient => acme.anyone.with({ authorization: 'Bearer e30.e30.e30' });

  interface Refused {
    readonly what: string;
    readonly send: () => Promise<TestAnswer>;
    readonly status: number;
    readonly code: string;
  }

  const REFUSED: readonly Refused[] = [
    { what: 'seven seats', send: () => upgrade({ seats: 7 }), status: 422, code: 'seats.not_a_tier' },
    { what: 'one seat', send: () => upgrade({ seats: 1 }), status: 422, code: 'seats.one_seat' },
    { what: 'too many seats', send: () => upgrade({ seats: 16 }), status: 403, code: 'contact_sales' },
    { what: 'no seats', send: () => upgrade({ seats: 0 }), status: 400, code: 'request.invalid' },
    { what: 'a broken number', send: () => upgrade({ seats: 2.5 }), status: 400, code: 'request.invalid' },
    { what: 'an unknown plan', send: () => upgrade({ plan: 'gold' }), status: 422, code: 'plan.unknown' },
    { what: 'an inherited name', send: () => upgrade({ plan: 'constructor' }), status: 422, code: 'plan.unknown' },
    { what: 'a collection', send: () => upgrade({ collection: 'manual' }), status: 403, code: 'contact_sales' },
    {
      what: 'an unknown card',
      send: () => upgrade({ paymentMethod: { token: 'tok_nobody' } }),
      status: 422,
      code: 'payment_method.unknown',
    },
    {
      what: 'an owner from outside',
      send: () => upgrade({ billingOwnerId: 'eve' }),
      status: 422,
      code: 'owner.not_a_member',
    },
    { what: 'an administrator', send: () => acme.carol.post(CHANGE, {}), status: 403, code: 'rights.not_allowed' },
    {
      what: 'an old revision',
      send: () => acme.ada.post(CHANGE, { seats: 10 }, { 'if-match': '"0"' }),
      status: 412,
      code: 'revision.stale',
    },
    {
      what: 'an old quote',
      send: () => acme.ada.post(CHANGE, { seats: 10, quote: 'AAAAAAAAAAAAAAAAAAAAAA' }),
      status: 412,
      code: 'quote.stale',
    },
    {
      what: 'up and down',
      send: () => acme.ada.post(CHANGE, { plan: 'business', seats: 3 }),
      status: 422,
      code: 'change.mixed',
    },
    { what: 'half a body', send: () => acme.ada.post(CHANGE, '{"seats":'), status: 400, code: 'body.not_json' },
    { what: 'a list', send: () => acme.ada.post(CHANGE, '[]'), status: 400, code: 'body.not_an_object' },
    { what: 'null', send: () => acme.ada.post(CHANGE, 'null'), status: 400, code: 'body.not_an_object' },
    {
      what: 'a deep body',
      send: () => acme.ada.post(CHANGE, `{"plan":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
      status: 400,
      code: 'body.not_an_object',
    },
    {
      what: 'a poisoned body',
      send: () => acme.ada.post(CHANGE, '{"__proto__":{"seats":10}}'),
      status: 400,
      code: 'body.not_json',
    },
    {
      what: 'a large body',
      send: () => acme.ada.post(CHANGE, JSON.stringify({ plan: 'x'.repeat(65_536) })),
      status: 413,
      code: 'body.too_large',
    },
    {
      what: 'another type',
      send: () => acme.ada.post(CHANGE, 'seats=10', { 'content-type': 'text/plain' }),
      status: 415,
      code: 'body.wrong_type',
    },
    { what: 'no space', send: () => acme.ada.get('/v1/spaces/nowhere'), status: 404, code: 'space.unknown' },
    { what: 'no subscription', send: cancelDesign, status: 404, code: 'subscription.none' },
    { what: 'no invoice', send: latestOfDesign, status: 404, code: 'invoice.none' },
    { what: 'no token', send: () => acme.anyone.get('/v1/spaces'), status: 401, code: 'auth.missing' },
    { what: 'a garbage token', send: () => garbage().get('/v1/spaces'), status: 401, code: 'auth.invalid' },
    { what: 'no route', send: () => acme.ada.post('/v1/nowhere', {}), status: 404, code: 'route.unknown' },
    { what: 'a wrong method', send: () => acme.ada.delete('/v1/plans'), status: 404, code: 'route.unknown' },
    { what: 'an unreadable address', send: () => acme.ada.get('/v1/%zz'), status: 400, code: 'request.invalid' },
    { what: 'a wrong cursor', send: () => acme.ada.get('/v1/spaces?cursor=%25'), status: 400, code: 'cursor.invalid' },
    { what: 'a wrong limit', send: () => acme.ada.get('/v1/spaces?limit=501'), status: 400, code: 'request.invalid' },
    {
      what: 'a wrong position',
      send: () => acme.ada.get('/v1/spaces?position=soon'),
      status: 400,
      code: 'position.invalid',
    },
    {
      what: 'a wrong If-Match',
      send: () => acme.ada.post(CHANGE, { seats: 10 }, { 'if-match': '7' }),
      status: 400,
      code: 'request.invalid',
    },
    {
      what: 'a long key',
      send: () => acme.ada.post(CHANGE, { seats: 10 }, { 'idempotency-key': 'k'.repeat(256) }),
      status: 400,
      code: 'request.invalid',
    },
    {
      what: 'a misspelt parameter',
      send: () => acme.ada.post(`${CHANGE}?preveiw=true`, { seats: 10 }),
      status: 400,
      code: 'request.invalid',
    },
    {
      what: 'an unknown currency',
      send: () => acme.ada.get('/v1/plans?currency=XXX'),
      status: 422,
      code: 'currency.unknown',
    },
    { what: 'a taken id', send: createAgain, status: 409, code: 'space.exists' },
    { what: 'a PDF', send: latestAsPdf, status: 406, code: 'not_acceptable' },
    {
      what: 'the last administrator',
      send: () => acme.ada.delete('/v1/spaces/design/administrators/ada'),
      status: 409,
      code: 'administrator.last',
    },
    {
      what: 'the billing owner',
      send: () => acme.ada.delete('/v1/spaces/acme/members/ada'),
      status: 409,
      code: 'member.is_billing_owner',
    },
  ];

  function cancelDesign(): Promise<TestAnswer> {
    return acme.ada.post('/v1/spaces/design/subscription/cancel');
  }
  function latestOfDesign(): Promise<TestAnswer> {
    return acme.ada.get('/v1/spaces/design/billing/latest-invoice');
  }
  function createAgain(): Promise<TestAnswer> {
    return acme.ada.post('/v1/workspaces', { spaceId: 'acme', name: 'Acme' });
  }
  function latestAsPdf(): Promise<TestAnswer> {
    return acme.ada.get('/v1/spaces/acme/billing/latest-invoice', { accept: 'application/pdf' });
  }

  it.each(REFUSED)('with $what is answered $status $code, and changes nothing', async ({ send, status, code }) => {
    const { store } = acme.test.ports;
    const head = await store.head();
    const answer = await send();
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      type: `urn:quittance:problem:${code}`,
      title: expect.stringMatching(/\S/),
      status,
      code,
      detail: expect.stringMatching(/\.$/),
      next: expect.stringMatching(/\.$/),
      contact: `${code === 'contact_sales' ? 'sales' : 'support'}@quittance.example`,
      errors: expect.any(Array),
      traceId: answer.headers['x-correlation-id'],
    });
    // R28: who is sent to sales is also heard by them.
    const written = (await store.readAll(head, 10)).map(({ type }) => type);
    expect(written).toEqual(code === 'contact_sales' ? ['SalesRequested'] : []);
  });

  it('shows nothing of our own mistakes to the log', () => {
    expect(acme.test.errors.errors).toEqual([]);
  });

  it('R14 names the tiers around a number that is none, in the sentence and as fields', async () => {
    const { body } = await upgrade({ seats: 7 });
    expect(body).toMatchObject({ seats: 7, below: 5, above: 10 });
    expect(body.detail).toContain('5 and 10');
    expect(body.errors).toEqual([{ field: 'seats', code: 'seats.not_a_tier', message: body.detail }]);
  });

  it('D13 names the two commands to send in the place of a mixed one', async () => {
    const { body } = await acme.ada.post(CHANGE, { plan: 'business', seats: 3 });
    expect(body.commands).toEqual([
      { method: 'POST', path: CHANGE, body: { plan: 'business' } },
      { method: 'POST', path: CHANGE, body: { seats: 3 } },
    ]);
    expect(body.next).toContain(`POST ${CHANGE} {"plan":"business"}, then POST ${CHANGE} {"seats":3}`);
  });

  it('lists every field with its path', async () => {
    const { body } = await acme.ada.post('/v1/spaces/design/subscription', {
      plan: '',
      seats: 'five',
      colour: 'red',
      billingDetails: { name: 'Acme', email: 'nobody', address: { line1: '1\n2', country: 'France', street: 'x' } },
      paymentMethod: [],
    });
    const found = (body.errors as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`);
    expect(found.sort()).toEqual([
      'billingDetails.address.city field.missing',
      'billingDetails.address.country field.wrong_form',
      'billingDetails.address.line1 field.not_a_line',
      'billingDetails.address.postalCode field.missing',
      'billingDetails.address.street field.unknown',
      'billingDetails.email field.not_an_email',
      'colour field.unknown',
      'cycle field.missing',
      'paymentMethod field.not_an_object',
      'plan field.not_a_line',
      'seats field.not_a_whole_number',
    ]);
  });

  it('carries the trace of the caller', async () => {
    const own = await acme.ada.get('/v1/nowhere', { 'x-correlation-id': 'order-17' });
    expect(own.body.traceId).toBe('order-17');
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const traced = await acme.ada.get('/v1/nowhere', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(traced.body.traceId).toBe(trace);
    const unusable = await acme.ada.get('/v1/nowhere', { 'x-correlation-id': '<script>' });
    expect(unusable.body.traceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks to sign in by Bearer, and to try again when that helps', async () => {
    expect((await acme.anyone.get('/v1/spaces')).headers['www-authenticate']).toBe('Bearer');
    expect((await acme.ada.post(CHANGE, 'x'.repeat(70_000))).headers['connection']).toBe('close');
  });
});

describe('our own mistake', () => {
  it('is answered without a word about it, and found in the log by its trace', async () => {
    const acme = await startPaidAcme();
    try {
      const { readModels } = acme.test.ports;
      readModels.get = () => Promise.reject(new Error('the disk of ada@acme.example is on fire'));
      const { status, body, text } = await acme.ada.get('/v1/spaces/acme/billing');
      expect({ status, code: body.code }).toEqual({ status: 500, code: 'internal' });
      expect(text).not.toMatch(/disk|fire|ada/);
      const [reported] = acme.test.errors.errors as [Error & { traceId: string }];
      expect(reported.traceId).toBe(body.traceId);
      expect(reported.message).toContain('GET /v1/spaces/:spaceId/billing failed');
      expect(reported.cause).toMatchObject({ message: 'the disk of ada@acme.example is on fire' });
    } finally {
      await acme.stop();
    }
  });
});
