import { catalogOf } from '#test/support/catalog';
import { amountsOf, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

const FIRST = { version: 'first', prices: { premium: { EUR: '13.49' } } };
/** A year of a seat for 0.50: ten months of it. */
const CHEAP_YEARS = { version: 'second', effectiveFrom: '2026-04-10', prices: { premium: { EUR: '0.05' } } };

describe('a credit beyond the charge', () => {
  const quittance = useQuittance({ now: '2026-04-01', catalog: catalogOf(FIRST, CHEAP_YEARS) });

  it('D13 M11 of a year that costs less than the unused days goes back to the card, once', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    await ann.change('work', { cycle: 'annual' });
    // 15 of 30 days: 67.45 less 33.73. The year is 2.50, so 31.22 are left.
    expect((await quittance.advance('2026-04-17')).did).toMatchObject({ creditNotes: 0, refunds: 0 });
    expect(await quittance.charges(subscriptionId)).toEqual([[67_45, 31_22]]);
    expect(await readStory(quittance, subscriptionId)).toEqual({
      upgrade: ['2026-04-01 UpgradeRequested ann', '2026-04-01 UpgradeCompleted system'],
      subscription: [
        '2026-04-01 SubscriptionOpened system',
        '2026-04-01 PlanUpgraded system',
        '2026-04-16 CycleChanged ann',
      ],
      payments: [
        ['2026-04-01', 'start', 67_45, 'settled'],
        ['2026-04-16', 'refund', 31_22, 'settled'],
      ],
      invoices: [
        ['2026-04-01', 'FA-2026-000001', 'start', [67_45], 67_45],
        ['2026-04-16', 'FA-2026-000002', 'change', [2_50, -2_50], 0],
        ['2026-04-16', 'AV-2026-000001', 'change', [-31_22], -31_22],
      ],
      mails: [
        ['2026-04-01', 'ann@acme.example', 'FA-2026-000001'],
        ['2026-04-16', 'ann@acme.example', 'AV-2026-000001'],
        ['2026-04-16', 'ann@acme.example', 'FA-2026-000002'],
      ],
    });
    const [start, change, note] = await quittance.invoices('work');
    expect(start).toMatchObject({
      ...{ status: 'paid', amountDue: { minor: 0 } },
      refunds: [{ creditNote: 'AV-2026-000001', amount: { minor: 31_22 }, status: 'settled' }],
    });
    expect(change).toMatchObject({ status: 'paid', amountDue: { minor: 0 } });
    expect(note).toMatchObject({
      ...{ status: 'refunded', amountDue: { minor: 0 }, corrects: ['FA-2026-000001'], reductions: [] },
      lines: [{ plan: 'premium', cycle: 'monthly', period: { start: '2026-04-16', end: '2026-05-01' } }],
    });
    expect((await ann.latestInvoice('work')).number).toBe('FA-2026-000002');
  });

  it('D13 M11 goes back to all payments of the period, to what was paid last first', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-09');
    const ann = await quittance.signIn('ann');
    // Five seats more for 22 of 30 days: 49.463…
    await ann.change('work', { seats: 10 });
    await quittance.advance('2026-04-16');
    await ann.change('work', { cycle: 'annual' });
    // 8 days of 5 seats and 7 of 10 came to 49.463…, so 116.91 less 49.46 are unused, and 5.00 of them pay the year.
    expect((await quittance.invoices('work')).map(amountsOf)).toEqual([
      [[67_45], 67_45],
      [[49_46], 49_46],
      [[5_00, -5_00], 0],
      [[-62_45], -62_45],
    ]);
    expect(await quittance.charges(subscriptionId)).toEqual([
      [67_45, 12_99],
      [49_46, 49_46],
    ]);
    const [start, seats, , note] = await quittance.invoices('work');
    expect(note!.corrects).toEqual(['FA-2026-000001', 'FA-2026-000002']);
    expect([start!.status, seats!.status, note!.status]).toEqual(['paid', 'refunded', 'refunded']);
  });

  it('happens once, whenever the process is stopped and started again', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    await ann.change('work', { cycle: 'annual' });
    await quittance.restart();
    await quittance.restart();
    expect(await quittance.charges(subscriptionId)).toEqual([[67_45, 31_22]]);
    const numbers = (await quittance.invoices('work')).map(({ number }) => number);
    expect(numbers).toEqual(['FA-2026-000001', 'FA-2026-000002', 'AV-2026-000001']);
  });
});

describe('a team plan whose organization is upgraded by somebody else', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('D2 gives the unused days back to the owner of the team, and not to the organization', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { members: ['dora', 'eli'] });
    const team = await quittance.upgrade('design', { by: 'dora', seats: 2 });
    await quittance.advance('2026-04-16');
    const organization = await quittance.upgrade('acme', { by: 'ann', seats: 5 });
    // Half of 26.98.
    expect(await quittance.charges(team)).toEqual([[26_98, 13_49]]);
    expect(await quittance.charges(organization)).toEqual([[67_45, 0]]);
    expect((await quittance.invoices('acme')).map(amountsOf)).toEqual([[[67_45], 67_45]]);
    expect(await quittance.invoices('design')).toMatchObject([
      { number: 'FA-2026-000001', status: 'paid' },
      { number: 'AV-2026-000001', status: 'refunded', reason: 'supersede', net: { minor: -13_49 } },
    ]);
    expect((await readStory(quittance, team)).payments).toEqual([
      ['2026-04-01', 'start', 26_98, 'settled'],
      ['2026-04-16', 'refund', 13_49, 'settled'],
    ]);
  });

  it('D2 gives all of it back on the day on which it began: its invoice is refunded', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { members: ['dora', 'eli'] });
    const team = await quittance.upgrade('design', { by: 'dora', seats: 2 });
    await quittance.upgrade('acme', { by: 'ann', seats: 5 });
    expect(await quittance.charges(team)).toEqual([[26_98, 26_98]]);
    const documents = await quittance.invoices('design');
    expect(documents.map(({ number, status }) => `${number} ${status}`)).toEqual([
      'FA-2026-000001 refunded',
      'AV-2026-000001 refunded',
    ]);
  });
});
