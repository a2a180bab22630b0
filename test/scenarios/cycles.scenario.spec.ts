import { amountsOf, periodsOf } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

describe('another cycle', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('D13 R17 monthly to annual: now, a whole year at ten months, less the days that were paid and not used', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    const preview = await ann.previewChange('work', { cycle: 'annual' });
    // 5 × 134.90, less half of 67.45, which is 33.725: 67.45 less what 15 days owe, 33.73.
    expect([preview.lines.map(({ amount }) => amount.minor), preview.total.minor]).toEqual([[674_50, -33_72], 640_78]);
    await ann.change('work', { cycle: 'annual', quote: preview.quote });
    expect(await ann.billing('work')).toMatchObject({
      ...{ cycle: 'annual', renewsOn: '2027-04-16', price: { minor: 674_50 } },
      period: { start: '2026-04-16', end: '2027-04-16' },
    });
    const invoices = await quittance.invoices('work');
    expect(amountsOf(invoices.at(-1)!)).toEqual([[674_50, -33_72], 640_78]);
    expect(periodsOf(invoices.slice(-1))).toEqual(['2026-04-16..2027-04-16', '2026-04-16..2026-05-01']);
    await quittance.advance('2027-04-16');
    expect(amountsOf((await quittance.invoices('work')).at(-1)!)).toEqual([[674_50], 674_50]);
  });

  it('D13 annual to monthly: at the renewal, and the anchor day stays', async () => {
    await quittance.workspace();
    await quittance.advance('2026-08-31');
    await quittance.upgrade('work', { by: 'ann', cycle: 'annual' });
    const ann = await quittance.signIn('ann');
    expect((await ann.change('work', { cycle: 'monthly' })).events).toEqual(['ChangeScheduled']);
    expect(await ann.billing('work')).toMatchObject({
      pendingChange: { cycle: 'monthly', effectiveOn: '2027-08-31' },
    });
    await quittance.advance('2027-11-30');
    expect(periodsOf(await quittance.invoices('work'))).toEqual([
      '2026-08-31..2027-08-31',
      '2027-08-31..2027-09-30',
      '2027-09-30..2027-10-31',
      '2027-10-31..2027-11-30',
      '2027-11-30..2027-12-31',
    ]);
  });
});
