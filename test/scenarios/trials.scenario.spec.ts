import type { Preview } from '#apps/cli';
import { amountsOf, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('a plan that is tried out', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('R50 D11 is free for thirty days, and with a card on file the day after is the first paid one', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', trial: true });
    const ann = await quittance.signIn('ann');
    expect(await ann.billing('work')).toMatchObject({
      ...{ state: 'trialing', plan: 'premium', latestInvoice: null, renewsOn: '2026-05-01', endsOn: null },
      period: { start: '2026-04-01', end: '2026-05-01' },
      since: { trialing: '2026-04-01' },
    });
    await quittance.advance('2026-06-02');
    expect(await ann.billing('work')).toMatchObject({
      ...{ state: 'active', renewsOn: '2026-07-01', period: { start: '2026-06-01', end: '2026-07-01' } },
      since: { active: '2026-05-01' },
    });
    const { subscription, payments, invoices } = await readStory(quittance, subscriptionId);
    expect(subscription).toEqual([
      '2026-04-01 SubscriptionOpened system',
      '2026-04-01 TrialStarted system',
      '2026-04-28 TrialEndAnnounced system',
      '2026-05-01 TrialConverted system',
      '2026-05-01 PaymentReceived system',
      '2026-06-01 SubscriptionRenewed system',
      '2026-06-01 PaymentReceived system',
    ]);
    expect(payments).toEqual([
      ['2026-05-01', 'renewal', 67_45, 'settled'],
      ['2026-06-01', 'renewal', 67_45, 'settled'],
    ]);
    expect(invoices).toEqual([
      ['2026-05-01', 'FA-2026-000001', 'start', [67_45], 67_45],
      ['2026-06-01', 'FA-2026-000002', 'renewal', [67_45], 67_45],
    ]);
  });

  it('D11 ends by itself on Basic without payment data, without an invoice, and the space has no second one', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true, token: null });
    const ann = await quittance.signIn('ann');
    expect(await ann.billing('work')).toMatchObject({ state: 'trialing', renewsOn: null, endsOn: '2026-05-01' });
    await quittance.advance('2026-05-02');
    expect(await ann.billing('work')).toMatchObject({ state: 'ended', endsOn: '2026-05-01', latestInvoice: null });
    const again = await ann.refusal(() => quittance.upgrade('work', { by: 'ann', trial: true, token: null }));
    expect([again.status, again.code]).toEqual([409, 'trial.used']);
    await quittance.upgrade('work', { by: 'ann' });
    expect(await ann.billing('work')).toMatchObject({ state: 'active' });
  });

  it('D11 becomes a paid plan when a card is put on file before its end', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true, token: null });
    const ann = await quittance.signIn('ann');
    await ann.replaceCard('work', 'tok_ok');
    await quittance.advance('2026-05-01');
    expect(await ann.billing('work')).toMatchObject({ state: 'active', renewsOn: '2026-06-01' });
  });

  it('D11 changes at once, both ways and together, and what it is at its end is what is paid for', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true, seats: 10 });
    const ann = await quittance.signIn('ann');
    expect((await ann.previewChange('work', { plan: 'business', seats: 3 })).total.minor).toBe(0);
    expect((await ann.change('work', { plan: 'business', seats: 3 })).events).toEqual(['TrialChanged']);
    expect(await ann.billing('work')).toMatchObject({ plan: 'business', seats: { purchased: 3 }, pendingChange: null });
    await quittance.advance('2026-05-01');
    expect((await quittance.invoices('work')).map(amountsOf)).toEqual([[[91_47], 91_47]]);
  });

  it('D11 that is cancelled ends on its last day, and costs nothing', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true });
    const ann = await quittance.signIn('ann');
    await ann.cancel('work');
    expect(await ann.billing('work')).toMatchObject({ state: 'trialing', renewsOn: null, endsOn: '2026-05-01' });
    await quittance.advance('2026-05-01');
    expect(await ann.billing('work')).toMatchObject({ state: 'ended', latestInvoice: null });
  });

  it('R50 D11 is stopped at once by its owner, and costs nothing', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', trial: true });
    await quittance.advance('2026-04-10');
    const [ann, bob] = [await quittance.signIn('ann'), await quittance.signIn('bob')];
    expect((await ann.billing('work')).actions).toContain('endTrial');
    expect((await bob.refusal(() => bob.endTrial('work'))).code).toBe('rights.not_allowed');
    const path = '/v1/spaces/work/subscription/end-trial';
    const { body: preview } = await ann.send<Preview>('POST', path, { query: { preview: true } });
    expect(preview).toMatchObject({ lines: [], total: { minor: 0 }, effectiveOn: '2026-04-10' });
    expect((await ann.endTrial('work')).events).toEqual(['SubscriptionEnded']);
    expect(await ann.billing('work')).toMatchObject({ state: 'ended', endsOn: '2026-04-10', latestInvoice: null });
    expect((await ann.refusal(() => ann.endTrial('work'))).code).toBe('subscription.ended');
    expect((await readStory(quittance, subscriptionId)).payments).toEqual([]);
    await quittance.upgrade('work', { by: 'ann' });
    expect((await ann.billing('work')).actions).not.toContain('endTrial');
    expect((await ann.refusal(() => ann.endTrial('work'))).code).toBe('trial.none');
  });

  it('D16 whose first payment is declined is past due like any renewal', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', trial: true, token: 'tok_declined' });
    const ann = await quittance.signIn('ann');
    await quittance.advance('2026-05-02');
    expect(await ann.billing('work')).toMatchObject({ state: 'pastDue', since: { pastDue: '2026-05-01' } });
    await ann.replaceCard('work', 'tok_ok');
    await quittance.settle();
    expect(await ann.billing('work')).toMatchObject({ state: 'active', latestInvoice: { status: 'paid' } });
  });
});
