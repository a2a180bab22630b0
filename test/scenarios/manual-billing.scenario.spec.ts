import type { Preview, Session } from '#apps/cli';
import { amountsOf, dayOf } from '#test/support/history';
import { BILLING_DETAILS, useQuittance } from '#test/support/quittance';

/** Business for 20 by the year: 20 × 304.90. */
const YEAR = 6_098_00;

const REQUEST = {
  ...{ plan: 'business', cycle: 'annual' as const, seats: 20 },
  ...{ billingDetails: BILLING_DETAILS, billingOwnerId: 'ann', collection: 'manual' as const },
};

describe('a plan that is paid by invoice', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  beforeEach(() => quittance.workspace({ members: ['ann', 'bob'] }));

  const requests = async () =>
    (await quittance.salesRequests()).map(({ subject, from, request }) => [subject, from.memberId, request?.call]);

  it('R26 D7 is begun by sales, invoiced at once and each year, and paid within 30 days', async () => {
    const id = await quittance.arrange('work', { owner: 'ann' });
    const ann = await quittance.signIn('ann');
    expect(await ann.billing('work')).toMatchObject({
      ...{ state: 'active', collection: 'manual', plan: 'business', cycle: 'annual', paymentMethod: null },
      ...{ renewsOn: '2027-04-01', latestInvoice: { status: 'open', issuedOn: '2026-04-01', dueOn: '2026-05-01' } },
    });
    await quittance.advance('2027-04-02');
    const invoices = await quittance.invoices('work');
    expect(invoices.map(amountsOf)).toEqual([
      [[YEAR], YEAR],
      [[YEAR], YEAR],
    ]);
    expect(invoices.map(({ issuedOn, dueOn, status }) => [issuedOn, dueOn, status])).toEqual([
      ['2026-04-01', '2026-05-01', 'open'],
      ['2027-04-01', '2027-05-01', 'open'],
    ]);
    const events = await quittance.events(id);
    expect(events.filter(({ stream }) => stream.startsWith('payment-'))).toEqual([]);
    expect(events.filter(({ type }) => type === 'UpgradeRequested').map(({ actor }) => actor)).toEqual([
      { id: 'sam', role: 'sales' },
    ]);
    expect((await quittance.mails()).map(({ to, sentAt }) => [to, dayOf(sentAt)])).toEqual([
      ['ann@acme.example', '2026-04-01'],
      ['ann@acme.example', '2027-04-01'],
    ]);
  });

  it.each([
    ['by the month', { cycle: 'monthly' as const }, 'manual.annual_only'],
    ['for fewer than 20', { seats: 15 }, 'manual.too_few_seats'],
    ['for somebody from outside', { billingOwnerId: 'eve' }, 'owner.not_a_member'],
    ['by card', { collection: 'automatic' as const }, 'rights.not_allowed'],
  ])('R26 R27 is not begun %s', async (_, wish, code) => {
    const sam = await quittance.salesStaff();
    expect((await sam.refusal(() => sam.sales.upgrade('work', { ...REQUEST, ...wish }))).code).toBe(code);
  });

  it('R27 belongs to a member whom sales name, never to sales', async () => {
    const { billingOwnerId: _, ...nameless } = REQUEST;
    await quittance.member('work', 'sam');
    const sam = await quittance.salesStaff();
    expect((await sam.refusal(() => sam.sales.upgrade('work', nameless))).code).toBe('owner.not_a_member');
  });

  it('R27 is not self-service: who asks for it is sent to sales, who hear of it', async () => {
    const [ann, eve] = [await quittance.signIn('ann'), await quittance.signIn('eve')];
    const refused = await ann.refusal(() => ann.upgrade('work', REQUEST));
    expect([refused.status, refused.code, refused.problem.contact]).toEqual([
      ...[403, 'contact_sales', 'sales@quittance.example'],
    ]);
    expect((await eve.refusal(() => eve.upgrade('work', REQUEST))).code).toBe('space.unknown');
    expect((await eve.refusal(() => eve.sales.upgrade('work', REQUEST))).code).toBe('rights.not_allowed');
    expect(await requests()).toEqual([['manualBilling', 'ann', 'POST /v1/spaces/work/subscription']]);
    expect(await ann.tab('work')).toMatchObject({ state: 'none' });
  });

  const OWNERS_WISHES: readonly (readonly [string, (session: Session) => Promise<unknown>])[] = [
    ['change', (session) => session.change('work', { seats: 30 })],
    ['cancel', (session) => session.cancel('work')],
    ['undo-cancellation', (session) => session.undoCancellation('work')],
    ['undo-change', (session) => session.undoChange('work')],
  ];

  it.each(OWNERS_WISHES)(
    'R28 sends its owner to sales for %s, who hear of it, and changes nothing',
    async (call, wish) => {
      const id = await quittance.arrange('work', { owner: 'ann' });
      const ann = await quittance.signIn('ann');
      const { revision } = await ann.billing('work');
      const refused = await ann.refusal(wish);
      expect([refused.status, refused.code, refused.problem.contact]).toEqual([
        ...[403, 'contact_sales', 'sales@quittance.example'],
      ]);
      expect(await ann.billing('work')).toMatchObject({ revision, seats: { purchased: 20 } });
      const [request] = await (await quittance.salesStaff()).sales.requests();
      expect(request).toMatchObject({
        ...{ subject: 'manualPlan', subscriptionId: id, space: { id: 'work', name: 'Work' } },
        from: { memberId: 'ann', name: 'Ann', email: 'ann@acme.example' },
        request: { call: `POST /v1/spaces/work/subscription/${call}`, body: call === 'change' ? { seats: 30 } : {} },
      });
      const bob = await quittance.signIn('bob');
      expect((await bob.refusal(wish)).code).toBe('rights.not_allowed');
      expect(await requests()).toHaveLength(1);
    },
  );

  it('R28 is not asked for by a preview', async () => {
    await quittance.arrange('work', { owner: 'ann' });
    const ann = await quittance.signIn('ann');
    expect((await ann.refusal(() => ann.previewChange('work', { seats: 30 }))).code).toBe('contact_sales');
    expect(await requests()).toEqual([]);
  });

  it('R27 is previewed by sales as by everybody else', async () => {
    const sam = await quittance.salesStaff();
    const { billingDetails: _, ...early } = REQUEST;
    const request = { body: early, query: { preview: true } };
    const { body } = await sam.send<Preview>('POST', '/v1/sales/spaces/work/subscription', request);
    expect(body).toMatchObject({ total: { minor: YEAR }, lines: [{ seats: 20, period: { end: '2027-04-01' } }] });
    const arranged = await sam.sales.upgrade('work', { ...REQUEST, quote: body.quote });
    expect(arranged.events).toEqual(['SubscriptionOpened', 'PlanUpgraded']);
  });

  it('R28 is changed, cancelled and handed over by sales', async () => {
    const id = await quittance.arrange('work', { owner: 'ann' });
    await quittance.advance('2026-10-01');
    const { sales } = await quittance.salesStaff();
    expect((await sales.change('work', { seats: 30 })).events).toEqual(['SeatsChanged']);
    // 10 × 304.90 × 182/365 = 1,520.323…
    expect((await quittance.invoices('work')).map(amountsOf)).toEqual([
      [[YEAR], YEAR],
      [[1_520_32], 1_520_32],
    ]);
    await sales.change('work', { seats: 20 });
    await sales.undoChange('work');
    await sales.cancel('work');
    await sales.undoCancellation('work');
    await sales.editBillingDetails('work', { ...BILLING_DETAILS, name: 'Acme Groupe' });
    await sales.handOver('work', 'bob');
    await sales.cancel('work');
    expect(await (await quittance.signIn('bob')).billing('work')).toMatchObject({
      ...{ endsOn: '2027-04-01', seats: { purchased: 30 }, billingDetails: { name: 'Acme Groupe' } },
    });
    const own = (await quittance.events(id)).filter(({ stream }) => stream === `subscription-${id}`).slice(2);
    expect(own.map(({ type, actor }) => `${type} ${actor.role}`)).toEqual([
      'SeatsChanged sales',
      'ChangeScheduled sales',
      'ScheduledChangeUndone sales',
      'CancellationScheduled sales',
      'CancellationUndone sales',
      'BillingDetailsChanged sales',
      'BillingOwnerReassigned sales',
      'CancellationScheduled sales',
    ]);
  });

  it('R28 D9 is the only kind that sales change: not one that is paid by card', async () => {
    await quittance.upgrade('work', { by: 'ann' });
    const sam = await quittance.salesStaff();
    for (const call of [() => sam.sales.change('work', { seats: 10 }), () => sam.sales.cancel('work')]) {
      expect((await sam.refusal(call)).code).toBe('rights.not_allowed');
    }
  });

  it('D2 sends an organization to sales when a team of it is paid by invoice', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { spaceId: 'design', members: ['bob'] });
    await quittance.arrange('design', { owner: 'bob' });
    const ann = await quittance.signIn('ann');
    expect((await ann.refusal(() => quittance.upgrade('acme', { by: 'ann' }))).code).toBe('contact_sales');
    expect(await requests()).toEqual([['manuallyBilledTeam', 'ann', 'POST /v1/spaces/acme/subscription']]);
  });
});
