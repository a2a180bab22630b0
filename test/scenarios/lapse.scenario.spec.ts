import { amountsOf, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

/** May has 31 days; the plan ends on the 8th: 67.45 less round(67.45 × 7/31) = 15.23 for the days that were used. */
const USED = 15_23;
const UNUSED = 52_22;

describe('a plan whose renewal is never paid', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('D16 is tried again 3, 5 and 7 days later, ends with the last try, and owes the days that it was used', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', token: 'tok_fails_on_renewal' });
    const ann = await quittance.signIn('ann');
    await quittance.advance('2026-05-07');
    expect(await ann.billing('work')).toMatchObject({ state: 'pastDue', since: { pastDue: '2026-05-01' } });
    expect(await ann.latestInvoice('work')).toMatchObject({
      ...{ number: 'FA-2026-000002', status: 'open', amountDue: { minor: 67_45 }, reductions: [] },
    });

    expect((await quittance.advance('2026-06-15')).did).toMatchObject({ creditNotes: 1, refunds: 0, ended: 1 });
    expect(await readStory(quittance, subscriptionId)).toEqual({
      upgrade: [
        '2026-04-01 UpgradeRequested ann',
        '2026-04-01 UpgradeCompleted system',
        '2026-05-08 CoverageEnded system',
      ],
      subscription: [
        '2026-04-01 SubscriptionOpened system',
        '2026-04-01 PlanUpgraded system',
        '2026-05-01 SubscriptionRenewed system',
        '2026-05-01 RenewalPaymentFailed system',
        '2026-05-04 RenewalRetryRequested system',
        '2026-05-04 RenewalPaymentFailed system',
        '2026-05-06 RenewalRetryRequested system',
        '2026-05-06 RenewalPaymentFailed system',
        '2026-05-08 RenewalRetryRequested system',
        '2026-05-08 RenewalPaymentFailed system',
        '2026-05-08 SubscriptionEnded system',
      ],
      payments: [
        ['2026-04-01', 'start', 67_45, 'settled'],
        ['2026-05-01', 'renewal', 67_45, 'failed: declined'],
        ['2026-05-04', 'renewal', 67_45, 'failed: declined'],
        ['2026-05-06', 'renewal', 67_45, 'failed: declined'],
        ['2026-05-08', 'renewal', 67_45, 'failed: declined'],
      ],
      invoices: [
        ['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45],
        ['2026-05-01', 'FA-2026-000002', 'renewal', [67_45], 67_45],
        ['2026-05-08', 'AV-2026-000001', 'correction', [-UNUSED], -UNUSED],
      ],
      mails: [
        ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
        ['2026-05-01', 'ann@acme.example', 'FA-2026-000002'],
        ['2026-05-01', 'ann@acme.example', 'paymentFailed'],
        ['2026-05-04', 'ann@acme.example', 'paymentFailed'],
        ['2026-05-06', 'ann@acme.example', 'paymentFailed'],
        ['2026-05-08', 'ann@acme.example', 'AV-2026-000001'],
        ['2026-05-08', 'ann@acme.example', 'lapsed'],
      ],
    });
    expect(await quittance.charges(subscriptionId)).toEqual([[67_45, 0]]);
  });

  it('D16 M14 leaves an invoice that is reduced and uncollectible, and a credit note that is settled by it', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', token: 'tok_fails_on_renewal' });
    await quittance.advance('2026-05-08');
    const ann = await quittance.signIn('ann');
    const [start, renewal, note] = await quittance.invoices('work');
    expect(start).toMatchObject({ status: 'paid', amountDue: { minor: 0 } });
    expect(renewal).toMatchObject({
      ...{ number: 'FA-2026-000002', status: 'uncollectible', total: { minor: 67_45 }, amountDue: { minor: USED } },
      reductions: [{ number: 'AV-2026-000001', amount: { minor: UNUSED } }],
    });
    expect(note).toMatchObject({
      ...{ number: 'AV-2026-000001', kind: 'creditNote', status: 'paid', reason: 'correction', dueOn: null },
      ...{ total: { amount: '-52.22', minor: -UNUSED, currency: 'EUR' }, amountDue: { minor: 0 }, refunds: [] },
      ...{ corrects: ['FA-2026-000002'], reductions: [{ number: 'FA-2026-000002', amount: { minor: UNUSED } }] },
      lines: [{ kind: 'credit', seats: 5, period: { start: '2026-05-08', end: '2026-06-01' } }],
    });
    expect(amountsOf(note!)).toEqual([[-UNUSED], -UNUSED]);
    expect(await ann.invoice('AV-2026-000001')).toEqual(note);
    // R53-R55: the latest invoice is an invoice.
    expect((await ann.latestInvoice('work')).number).toBe('FA-2026-000002');
    expect((await ann.tab('work')).state).toBe('ended');
    const bob = await quittance.signIn('bob');
    expect((await bob.refusal(() => bob.invoice('AV-2026-000001'))).status).toBe(403);
  });

  it('D16 goes on with a card that is good, and its period is billed once', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', token: 'tok_fails_on_renewal' });
    await quittance.advance('2026-05-05');
    const ann = await quittance.signIn('ann');
    await ann.replaceCard('work', 'tok_ok');
    await quittance.advance('2026-06-01');
    expect(await quittance.charges(subscriptionId)).toEqual([
      [67_45, 0],
      [67_45, 0],
      [67_45, 0],
    ]);
    const invoices = await quittance.invoices('work');
    expect(invoices.map(({ kind, status }) => `${kind} ${status}`)).toEqual(Array(3).fill('invoice paid'));
  });

  it('D16 comes to the same in one jump as day by day', async () => {
    const days = ['2026-05-01', '2026-05-04', '2026-05-06', '2026-05-08', '2026-07-01'];
    const stories: unknown[] = [];
    for (const [i, path] of [days, days.slice(-1)].entries()) {
      const spaceId = `work-${i}`;
      if (i > 0) {
        await quittance.stop();
        await quittance.start({ now: '2026-04-01' });
      }
      await quittance.workspace({ spaceId });
      const subscriptionId = await quittance.upgrade(spaceId, { by: 'ann', token: 'tok_fails_on_renewal' });
      for (const day of path) await quittance.advance(day);
      stories.push(await readStory(quittance, subscriptionId));
    }
    expect(stories[1]).toEqual(stories[0]);
  });
});
