import {
  BILLING_DETAILS,
  latestLinkToken,
  startAcme,
  startPaidAcme,
  succeeded,
  UPGRADE,
  type Acme,
} from '#test/support/acme';

const SUBSCRIPTION = '/v1/spaces/acme/subscription';
const BILLING = '/v1/spaces/acme/billing';

describe('an upgrade', () => {
  let acme: Acme;
  beforeEach(async () => {
    acme = await startAcme();
  });
  afterEach(() => acme.stop());

  it('answers when it is paid, applied and invoiced', async () => {
    const { status, body, headers } = await acme.ada.post(SUBSCRIPTION, UPGRADE);
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        subscriptionId: expect.stringMatching(/^sub_/),
        revision: 1,
        position: expect.any(String),
        events: ['SubscriptionOpened', 'PlanUpgraded'],
      },
    });
    expect(headers['etag']).toBe('"1"');
    const invoice = await acme.ada.get(`${BILLING}/latest-invoice`);
    expect(invoice.body).toMatchObject({ number: 'FA-2026-000001', status: 'paid', total: { amount: '67.45' } });
    expect((await acme.ada.get(BILLING)).headers['etag']).toBe('"1"');
  });

  it('D6 whose payment is declined answers 402 and leaves the space on Basic', async () => {
    const declined = await acme.ada.post(SUBSCRIPTION, { ...UPGRADE, paymentMethod: { token: 'tok_declined' } });
    expect(declined).toMatchObject({ status: 402, body: { code: 'payment.failed', reason: 'declined' } });
    expect((await acme.ada.get(BILLING)).body).toMatchObject({
      state: 'none',
      actions: expect.arrayContaining(['startUpgrade']),
    });
    const [requested] = await acme.test.ports.store.readStream('coverage-acme');
    const { subscriptionId } = requested?.data as { subscriptionId: string };
    const history = await acme.auditor.get(`/v1/audit/subscriptions/${subscriptionId}/events`);
    expect(history.body.events).toContainEqual(expect.objectContaining({ type: 'PaymentFailed' }));
    expect((await acme.ada.post(SUBSCRIPTION, UPGRADE)).status).toBe(201);
  });

  it('refuses an If-Match, because there is nothing that the caller could have seen', async () => {
    const answer = await acme.ada.post(SUBSCRIPTION, UPGRADE, { 'if-match': '"3"' });
    expect(answer).toMatchObject({ status: 412, body: { code: 'revision.stale' } });
  });

  it('R25 makes a colleague owner, who alone sees and does what an owner does', async () => {
    await succeeded(acme.ada.post(SUBSCRIPTION, { ...UPGRADE, billingOwnerId: 'bob' }));
    const tab = await acme.ada.get(BILLING);
    expect(tab.body).toEqual({
      space: { id: 'acme', kind: 'workspace', name: 'Acme' },
      state: 'active',
      actions: ['contactSupport'],
      billingOwner: { name: 'Bob' },
    });
    expect(tab.headers['etag']).toBeUndefined();
    expect((await acme.bob.get(BILLING)).body).toMatchObject({ plan: 'premium', seats: { purchased: 5, used: 3 } });
    expect((await acme.ada.get(`${BILLING}/invoices`)).status).toBe(403);
  });

  it('takes the currency from the body or from the billing details, not two of them', async () => {
    const contradiction = { ...UPGRADE, currency: 'JPY', billingDetails: { ...BILLING_DETAILS, currency: 'EUR' } };
    expect((await acme.ada.post(SUBSCRIPTION, contradiction)).body.errors).toMatchObject([{ field: 'currency' }]);
    await succeeded(acme.ada.post(SUBSCRIPTION, { ...UPGRADE, currency: 'JPY' }));
    expect((await acme.ada.get(BILLING)).body.price).toEqual({ amount: '6745', minor: 6745, currency: 'JPY' });
  });
});

describe('the owner of a plan', () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startPaidAcme();
  });
  afterAll(() => acme.stop());

  it('changes it, now and at the renewal', async () => {
    const more = await acme.ada.post(`${SUBSCRIPTION}/change`, { seats: 10 });
    expect(more).toMatchObject({ status: 200, body: { events: ['SeatsChanged'] } });
    const fewer = await acme.ada.post(`${SUBSCRIPTION}/change`, { seats: 3 });
    expect(fewer.body.events).toEqual(['ChangeScheduled']);
    expect((await acme.ada.get(BILLING)).body.pendingChange).toMatchObject({ seats: 3, effectiveOn: '2026-05-16' });
    expect((await acme.ada.post(`${SUBSCRIPTION}/undo-change`)).body.events).toEqual(['ScheduledChangeUndone']);
    expect((await acme.ada.post(`${SUBSCRIPTION}/undo-change`)).body.events).toEqual([]);
  });

  it('R48 cancels it and takes that back', async () => {
    expect((await acme.ada.post(`${SUBSCRIPTION}/cancel`)).body.events).toEqual(['CancellationScheduled']);
    expect((await acme.ada.get(BILLING)).body).toMatchObject({ renewsOn: null, endsOn: '2026-05-16' });
    expect((await acme.ada.post(`${SUBSCRIPTION}/cancel`)).body.events).toEqual([]);
    expect((await acme.ada.post(`${SUBSCRIPTION}/undo-cancellation`)).body.events).toEqual(['CancellationUndone']);
  });

  it('R30 edits billing details and card, and not the currency', async () => {
    const details = { ...BILLING_DETAILS, name: 'Acme SE', locale: 'fr', currency: 'EUR', timeZone: 'Europe/Paris' };
    const changed = await acme.ada.put(`${SUBSCRIPTION}/billing-details`, details);
    expect(changed.body.events).toEqual(['BillingDetailsChanged']);
    expect((await acme.ada.put(`${SUBSCRIPTION}/billing-details`, details)).body.events).toEqual([]);
    expect((await acme.ada.get(BILLING)).body.billingDetails).toMatchObject({ name: 'Acme SE', locale: 'fr' });
    const dollars = await acme.ada.put(`${SUBSCRIPTION}/billing-details`, { ...details, currency: 'JPY' });
    expect(dollars).toMatchObject({ status: 409, body: { code: 'billing_details.currency_fixed' } });
    const card = await acme.ada.put(`${SUBSCRIPTION}/payment-method`, { token: 'tok_timeout_then_ok' });
    expect(card.body.events).toEqual(['PaymentMethodReplaced']);
    expect((await acme.ada.get(BILLING)).body.paymentMethod).toEqual({ brand: 'mastercard', lastFour: '4444' });
  });

  it('reads no history: that shows whom it belonged to before, and is for auditors', async () => {
    const { subscriptionId } = (await acme.ada.get(BILLING)).body;
    const path = `/v1/audit/subscriptions/${subscriptionId}/events`;
    const { body } = await acme.auditor.get(path);
    expect(body.events[0]).toMatchObject({
      type: expect.any(String),
      actor: { id: expect.any(String) },
      hash: expect.any(String),
    });
    for (const caller of [acme.ada, acme.bob, acme.operator]) expect((await caller.get(path)).status).toBe(403);
    expect((await acme.eve.get(path)).status).toBe(403);
    expect((await acme.auditor.get('/v1/audit/subscriptions/sub_none/events')).body.code).toBe('subscription.unknown');
    expect((await acme.eve.get('/v1/audit/subscriptions/sub_none/events')).status).toBe(403);
  });

  it('R33 R40 hands it over, and loses every right at once, links in old mails included', async () => {
    const token = await latestLinkToken(acme);
    const link = `/v1/invoices?link=${token}`;
    const numbers = ({ body }: { body: { invoices: { number: string }[] } }) =>
      body.invoices.map(({ number }) => number);
    expect(numbers(await acme.ada.get(link))).toEqual(['FA-2026-000002', 'FA-2026-000001']);
    const handed = await acme.ada.put(`${SUBSCRIPTION}/billing-owner`, { memberId: 'bob' });
    expect(handed.body.events).toEqual(['BillingOwnerReassigned']);
    expect(await acme.ada.get(link)).toMatchObject({ status: 403, body: { code: 'rights.not_allowed' } });
    expect((await acme.ada.get('/v1/invoices/FA-2026-000001')).status).toBe(403);
    expect((await acme.ada.get(`${BILLING}/latest-invoice`)).status).toBe(403);
    expect((await acme.ada.post(`${SUBSCRIPTION}/cancel`)).status).toBe(403);
    expect((await acme.ada.get(BILLING)).body).not.toHaveProperty('price');
    expect(numbers(await acme.bob.get(link))).toHaveLength(2);
    expect((await acme.bob.get('/v1/invoices/FA-2026-000001')).body).toMatchObject({ number: 'FA-2026-000001' });
  });

  it('R60 shares no invoice with anyone else', async () => {
    const token = await latestLinkToken(acme);
    expect((await acme.anyone.get(`/v1/invoices?link=${token}`)).status).toBe(401);
    expect((await acme.eve.get(`/v1/invoices?link=${token}`)).status).toBe(403);
    expect((await acme.bob.get(`/v1/invoices?link=${'A'.repeat(43)}`)).body.code).toBe('link.unknown');
    expect((await acme.eve.get('/v1/invoices/FA-2026-000001')).body.code).toBe('invoice.unknown');
    expect((await acme.bob.get('/v1/invoices/FA-2026-999999')).body.code).toBe('invoice.unknown');
    expect((await acme.bob.get('/v1/invoices')).body.errors).toMatchObject([{ field: 'link', code: 'field.missing' }]);
  });

  it('R53 gets exactly one latest invoice, as JSON and in no other form yet', async () => {
    const latest = (accept: string) => acme.bob.get(`${BILLING}/latest-invoice`, { accept });
    expect((await latest('application/json')).body.number).toBe('FA-2026-000002');
    expect((await latest('application/pdf;q=0.9, */*;q=0.1')).status).toBe(200);
    expect((await latest('application/pdf')).status).toBe(406);
    expect((await latest('application/pdf, application/json;q=0')).status).toBe(406);
    expect((await acme.bob.get('/v1/invoices/FA-2026-000002', { accept: 'application/xml' })).status).toBe(406);
  });
});

describe('a plan that has ended', () => {
  it('is still read by its last owner, and the space can be upgraded again', async () => {
    const acme = await startPaidAcme();
    try {
      await succeeded(acme.ada.post(`${SUBSCRIPTION}/cancel`));
      const { body } = await succeeded(acme.operator.post('/v1/clock/advance', { to: '2026-05-16T00:00:00Z' }));
      expect(body).toMatchObject({ now: '2026-05-16T00:00:00.000Z', did: { ended: 1, renewals: 0 } });
      expect((await acme.ada.get(BILLING)).body).toMatchObject({ state: 'ended', plan: 'premium', revision: 3 });
      expect((await acme.ada.get(`${BILLING}/latest-invoice`)).status).toBe(200);
      const late = await acme.ada.post(`${SUBSCRIPTION}/change`, { seats: 10 });
      expect(late).toMatchObject({ status: 409, body: { code: 'subscription.ended', endedOn: '2026-05-16' } });
      expect((await acme.bob.post(`${SUBSCRIPTION}/change`, { seats: 10 })).status).toBe(403);
      expect((await acme.bob.post(SUBSCRIPTION, UPGRADE, { 'if-match': '"3"' })).status).toBe(201);
      expect((await acme.ada.get(BILLING)).body).not.toHaveProperty('plan');
    } finally {
      await acme.stop();
    }
  });
});
