import { startAcme, startPaidAcme, type Acme } from '#test/support/acme';
import { startTestApi } from '#test/support/test-api';
import { TestClient } from '#test/support/test-client';

describe('the clock', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
  });
  afterAll(() => acme.stop());

  const advance = (body: object, key = {}) => acme.operator.post('/v1/clock/advance', body, key);

  it('is read by anyone signed in', async () => {
    expect((await acme.eve.get('/v1/clock')).body).toEqual({ now: '2026-04-16T10:00:00.000Z' });
    expect((await acme.anyone.get('/v1/clock')).status).toBe(401);
  });

  it('is advanced to the present, by days, and to an instant with an offset', async () => {
    expect((await advance({ to: '2026-04-16T10:00:00Z' })).body.now).toBe('2026-04-16T10:00:00.000Z');
    expect((await advance({ days: 1 })).body.now).toBe('2026-04-17T10:00:00.000Z');
    expect((await advance({ to: '2026-04-18T02:00:00+02:00' })).body.now).toBe('2026-04-18T00:00:00.000Z');
  });

  it('lets everything due happen on the way, and says what', async () => {
    const { body } = await advance({ to: '2026-07-16T00:00:00Z' });
    expect(body).toEqual({
      now: '2026-07-16T00:00:00.000Z',
      did: expect.objectContaining({ renewals: 3, invoices: 3, mails: 3, payments: 3, failedPayments: 0 }),
    });
    const { body: tab } = await acme.ada.get('/v1/spaces/acme/billing');
    expect(tab).toMatchObject({ renewsOn: '2026-08-16', latestInvoice: { number: 'FA-2026-000004', status: 'paid' } });
  });

  it('moves once for one key', async () => {
    const key = { 'idempotency-key': 'tomorrow' };
    const first = await advance({ days: 1 }, key);
    expect((await advance({ days: 1 }, key)).body).toEqual(first.body);
    expect((await acme.ada.get('/v1/clock')).body.now).toBe(first.body.now);
  });

  it('moves by the sum of the days of requests that come at once', async () => {
    const before = Date.parse((await acme.ada.get('/v1/clock')).body.now as string);
    const answers = await Promise.all([advance({ days: 1 }), advance({ days: 2 }), advance({ days: 3 })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Date.parse((await acme.ada.get('/v1/clock')).body.now as string) - before).toBe(6 * 24 * 60 * 60 * 1_000);
  });

  it('goes back for nobody', async () => {
    expect(await advance({ to: '2026-01-01T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'clock.backwards' },
    });
  });

  it('is set only while no space exists', async () => {
    const set = await acme.operator.put('/v1/clock', { now: '2027-01-01T00:00:00Z' });
    expect(set).toMatchObject({ status: 409, body: { code: 'clock.use_advance' } });
  });

  it.each([
    {},
    { to: '2027-01-01T00:00:00Z', days: 1 },
    { days: -1 },
    { days: 0.5 },
    { days: 1e9 },
    { to: '2027-01-01' },
    { to: '2027-02-30T00:00:00Z' },
    { to: '2027-01-01T00:00:00' },
    { to: '10000-01-01T00:00:00Z' },
    { to: '9999-12-31T23:59:59-01:00' },
    { to: 1_800_000_000 },
  ])('takes exactly one instant or number of days, not %j', async (body) => {
    expect(await advance(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('before there is a space', () => {
  it('the clock can be set to any instant, also an earlier one', async () => {
    const test = await startTestApi();
    try {
      const operator = await new TestClient(test.api).as('olga', 'operator');
      const { status, body } = await operator.put('/v1/clock', { now: '2026-01-31T23:30:00-00:30' });
      expect({ status, body }).toEqual({ status: 200, body: { now: '2026-02-01T00:00:00.000Z' } });
      expect((await operator.get('/v1/clock')).body).toEqual(body);
    } finally {
      await test.stop();
    }
  });
});

describe('with the clock of the machine', () => {
  it('every call about the clock is refused', async () => {
    const acme = await startAcme({ ports: { timeTravel: null } });
    try {
      const code = 'clock.not_a_test_clock';
      expect(await acme.ada.get('/v1/clock')).toMatchObject({ status: 409, body: { code } });
      expect(await acme.operator.put('/v1/clock', { now: '2027-01-01T00:00:00Z' })).toMatchObject({ body: { code } });
      expect(await acme.operator.post('/v1/clock/advance', { days: 1 })).toMatchObject({ body: { code } });
    } finally {
      await acme.stop();
    }
  });
});
