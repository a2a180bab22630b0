import { linkTokenIn, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('a plan that is cancelled', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('R48 lives to the end of its period and ends without another invoice', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-10');
    const ann = await quittance.signIn('ann');
    expect((await ann.cancel('work')).events).toEqual(['CancellationScheduled']);
    expect((await ann.cancel('work')).events).toEqual([]);
    await quittance.advance('2026-04-30T21:59:59.999Z');
    expect(await ann.billing('work')).toMatchObject({ state: 'active', renewsOn: null, endsOn: '2026-05-01' });
    await quittance.advance('2026-08-01');
    expect(await ann.billing('work')).toMatchObject({ state: 'ended', renewsOn: null, endsOn: '2026-05-01' });
    expect(await readStory(quittance, subscriptionId)).toEqual({
      upgrade: [
        '2026-04-01 UpgradeRequested ann',
        '2026-04-01 UpgradeCompleted system',
        '2026-05-01 CoverageEnded system',
      ],
      subscription: [
        '2026-04-01 SubscriptionOpened system',
        '2026-04-01 PlanUpgraded system',
        '2026-04-10 CancellationScheduled ann',
        '2026-05-01 SubscriptionEnded system',
      ],
      payments: [['2026-04-01', 'start', 67_45, 'settled']],
      invoices: [['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45]],
      mails: [
        ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
        ['2026-04-10', 'ann@acme.example', 'cancelled'],
      ],
    });
  });

  it('can be upgraded again by any member, and its last owner goes on reading its invoices', async () => {
    await quittance.workspace();
    const first = await quittance.upgrade('work', { by: 'ann' });
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    await ann.cancel('work');
    await quittance.advance('2026-06-15');
    expect((await ann.invoices('work')).map(({ number }) => number)).toEqual(['FA-2026-000001']);
    expect((await ann.tab('work')).actions).toContain('startUpgrade');
    expect((await bob.tab('work')).actions).toContain('startUpgrade');

    const second = await quittance.upgrade('work', { by: 'bob', plan: 'business', seats: 2 });
    expect(second).not.toBe(first);
    expect(await bob.billing('work')).toMatchObject({
      ...{ state: 'active', plan: 'business', price: { minor: 60_98 }, subscriptionId: second },
      period: { start: '2026-06-15', end: '2026-07-15' },
    });

    // Each owner reads the invoices of the own subscription, and nobody else's.
    const [firstMail] = await quittance.mails();
    expect((await ann.invoicesByLink(linkTokenIn(firstMail!))).map(({ number }) => number)).toEqual(['FA-2026-000001']);
    expect(await ann.invoice('FA-2026-000001')).toMatchObject({ net: { minor: 67_45 } });
    expect((await bob.refusal(() => bob.invoice('FA-2026-000001'))).status).toBe(403);
    expect((await bob.refusal(() => bob.invoicesByLink(linkTokenIn(firstMail!)))).status).toBe(403);
    expect((await ann.refusal(() => ann.invoices('work'))).status).toBe(403);
    expect((await bob.invoices('work')).map(({ number }) => number)).toEqual(['FA-2026-000002']);
  });

  it('D10 goes on when the cancellation is undone in time, and not afterwards', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    const ann = await quittance.signIn('ann');
    await ann.cancel('work');
    await quittance.advance('2026-04-30');
    await ann.undoCancellation('work');
    await quittance.advance('2026-05-02');
    expect(await ann.billing('work')).toMatchObject({ state: 'active', renewsOn: '2026-06-01', endsOn: null });
    await ann.cancel('work');
    await quittance.advance('2026-06-01');
    expect((await ann.refusal(() => ann.undoCancellation('work'))).code).toBe('subscription.ended');
    const { subscription, mails } = await readStory(quittance, subscriptionId);
    expect(subscription.slice(2)).toEqual([
      '2026-04-01 CancellationScheduled ann',
      '2026-04-30 CancellationUndone ann',
      '2026-05-01 SubscriptionRenewed system',
      '2026-05-01 PaymentReceived system',
      '2026-05-02 CancellationScheduled ann',
      '2026-06-01 SubscriptionEnded system',
    ]);
    // Each cancellation is told of once; what is undone and what has ended follow from what was told.
    expect(mails).toEqual([
      ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
      ['2026-04-01', 'ann@acme.example', 'cancelled'],
      ['2026-05-01', 'ann@acme.example', 'FA-2026-000002'],
      ['2026-05-02', 'ann@acme.example', 'cancelled'],
    ]);
  });
});
