import { readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('the card of an upgrade', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  beforeEach(async () => {
    await quittance.workspace();
  });

  it.each([
    ['tok_declined', 'declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('D6 %s leaves the space on Basic and nothing owed, and another card may follow', async (token, reason) => {
    const ann = await quittance.signIn('ann');
    const refused = await ann.refusal(() => quittance.upgrade('work', { by: 'ann', token }));
    expect(refused).toMatchObject({ status: 402, code: 'payment.failed' });
    // R24
    expect(refused.problem.contact).toBe('support@quittance.example');
    expect(refused.problem.detail).toContain(reason);
    expect(await ann.tab('work')).toMatchObject({ state: 'none', billingOwner: null });
    expect((await ann.refusal(() => ann.latestInvoice('work'))).code).toBe('invoice.none');
    expect(await quittance.mails()).toEqual([]);

    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    expect(await readStory(quittance, subscriptionId)).toMatchObject({
      payments: [['2026-04-01', 'start', 67_45, 'settled']],
      invoices: [['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45]],
    });
  });

  it('that nobody knows is refused before anything is asked of it', async () => {
    const ann = await quittance.signIn('ann');
    const refused = await ann.refusal(() => quittance.upgrade('work', { by: 'ann', token: 'tok_of_nobody' }));
    expect(refused).toMatchObject({ status: 422, code: 'payment_method.unknown' });
  });
});

describe('the card of a paid plan', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('D6 that is declined for more seats leaves the seats, and is a fact of the history', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    await ann.replaceCard('work', 'tok_declined');
    const before = await ann.billing('work');
    const refused = await ann.refusal(() => ann.change('work', { seats: 10 }));
    expect(refused).toMatchObject({ status: 402, code: 'payment.failed' });

    const after = await ann.billing('work');
    expect(after).toMatchObject({ state: 'active', seats: { purchased: 5 }, latestInvoice: { net: { minor: 67_45 } } });
    expect(after.revision).toBeGreaterThan(before.revision!);
    expect(await readStory(quittance, subscriptionId)).toEqual({
      upgrade: ['2026-04-01 UpgradeRequested ann', '2026-04-01 UpgradeCompleted system'],
      subscription: [
        '2026-04-01 SubscriptionOpened system',
        '2026-04-01 PlanUpgraded system',
        '2026-04-16 PaymentMethodReplaced ann',
        '2026-04-16 PaidChangeRequested ann',
        '2026-04-16 PaidChangeFailed system',
      ],
      payments: [
        ['2026-04-01', 'start', 67_45, 'settled'],
        ['2026-04-16', 'change', 33_73, 'failed: declined'],
      ],
      invoices: [['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45]],
      mails: [['2026-04-01', 'ann@acme.example', 'FA-2026-000001']],
    });

    await ann.replaceCard('work', 'tok_ok');
    await ann.change('work', { seats: 10 });
    expect(await ann.billing('work')).toMatchObject({ seats: { purchased: 10 } });
  });

  it.each(['tok_fails_on_renewal', 'tok_recovers_on_retry'])(
    'D16 %s that is declined at the renewal leaves the invoice open and the plan past due',
    async (token) => {
      await quittance.workspace();
      const subscriptionId = await quittance.upgrade('work', { by: 'ann', token });
      await quittance.advance('2026-05-01');
      expect(await quittance.billing('work')).toMatchObject({ state: 'pastDue', since: { pastDue: '2026-05-01' } });
      expect(await quittance.invoices('work')).toMatchObject([
        { status: 'paid', amountDue: { minor: 0 } },
        { status: 'open', amountDue: { minor: 67_45 }, reason: 'renewal', payments: [{ status: 'failed' }] },
      ]);
      const { subscription, payments, mails } = await readStory(quittance, subscriptionId);
      expect(subscription.slice(2)).toEqual([
        '2026-05-01 SubscriptionRenewed system',
        '2026-05-01 RenewalPaymentFailed system',
      ]);
      expect(payments).toEqual([
        ['2026-04-01', 'start', 67_45, 'settled'],
        ['2026-05-01', 'renewal', 67_45, 'failed: declined'],
      ]);
      expect(mails).toEqual([
        ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
        ['2026-05-01', 'ann@acme.example', 'FA-2026-000002'],
        ['2026-05-01', 'ann@acme.example', 'paymentFailed'],
      ]);
    },
  );
});
