import { periodsOf } from '#test/support/history';
import { BILLING_DETAILS, useQuittance } from '#test/support/quittance';

const KIRITIMATI = 'Pacific/Kiritimati';
const PAGO_PAGO = 'Pacific/Pago_Pago';

describe('a subscription that moves across the date line', () => {
  // 1 April in Kiritimati, which is 14 hours before UTC.
  const quittance = useQuittance({ now: '2026-03-31T22:00:00.000Z' });

  it('M3 ends the running period where it began, the later ones where it is, and misses no day', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', details: { timeZone: KIRITIMATI } });
    const ann = await quittance.signIn('ann');
    const moveTo = (timeZone: string) => ann.editBillingDetails('work', { ...BILLING_DETAILS, timeZone });

    expect((await moveTo(PAGO_PAGO)).events).toEqual(['BillingDetailsChanged']);
    expect((await moveTo(PAGO_PAGO)).events).toEqual([]);
    expect(await quittance.billing('work')).toMatchObject({
      billingDetails: { timeZone: PAGO_PAGO },
      renewsOn: '2026-05-01',
    });

    // Renewed; where the subscription is now it is 29 April, 23:00.
    await quittance.advance('2026-04-30T10:00:00.000Z');
    await ann.change('work', { seats: 10 });
    // 1 June has begun in Kiritimati and not in Pago Pago: the end of May has not come.
    await quittance.advance('2026-05-31T20:00:00.000Z');
    expect((await moveTo(KIRITIMATI)).events).toEqual(['BillingDetailsChanged']);
    await quittance.advance('2026-07-01');

    const renewals = (await quittance.events(subscriptionId)).filter(({ type }) => type === 'SubscriptionRenewed');
    expect(renewals.map(({ recordedAt, data }) => [recordedAt, data['timeZone']])).toEqual([
      ['2026-04-30T10:00:00.000Z', PAGO_PAGO],
      ['2026-06-01T11:00:00.000Z', KIRITIMATI],
      ['2026-06-30T10:00:00.000Z', KIRITIMATI],
    ]);
    const invoices = await quittance.invoices('work');
    expect(periodsOf(invoices)).toEqual([
      '2026-04-01..2026-05-01',
      '2026-05-01..2026-06-01',
      '2026-05-01..2026-06-01',
      '2026-06-01..2026-07-01',
      '2026-07-01..2026-08-01',
    ]);
    expect(invoices.map(({ net }) => net.minor)).toEqual([67_45, 67_45, 67_45, 134_90, 134_90]);
  });
});
