import { periodsOf } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

const ANCHORED_ON_THE_31ST = [
  ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31'],
  ...['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
  ...['2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31', '2027-08-31', '2027-09-30'],
  ...['2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'],
];

const between = (days: readonly string[]): string[] => days.slice(1).map((day, k) => `${days[k] ?? ''}..${day}`);

describe('a month that begins on the 31st', () => {
  const quittance = useQuittance({ now: '2026-01-31' });

  it('M4 ends with each month, counted from the anchor, for 25 months and over a 29 February', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2028-03-30');
    const invoices = await quittance.invoices('work');
    expect(periodsOf(invoices)).toEqual(between(ANCHORED_ON_THE_31ST));
    expect(invoices.map(({ issuedOn }) => issuedOn)).toEqual(ANCHORED_ON_THE_31ST.slice(0, -1));
    expect(await quittance.billing('work')).toMatchObject({ renewsOn: '2028-03-31' });
  });

  it('is renewed when the day begins where the subscription is, in summer and in winter', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-01');
    const renewals = (await quittance.events(subscriptionId)).filter(({ type }) => type === 'SubscriptionRenewed');
    expect(renewals.map(({ recordedAt }) => recordedAt)).toEqual([
      '2026-02-27T23:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  it('is renewed by the day of its own zone, and invoiced on the day of the issuer', async () => {
    await quittance.workspace();
    const subscriptionId = await quittance.upgrade('work', { by: 'ann', details: { timeZone: 'Pacific/Auckland' } });
    await quittance.advance('2026-02-28');
    const renewals = (await quittance.events(subscriptionId)).filter(({ type }) => type === 'SubscriptionRenewed');
    expect(renewals.map(({ recordedAt }) => recordedAt)).toEqual(['2026-02-27T11:00:00.000Z']);
    const [, renewal] = await quittance.invoices('work');
    expect(renewal).toMatchObject({ issuedOn: '2026-02-27', lines: [{ period: { start: '2026-02-28' } }] });
  });
});

describe('a year that begins on 29 February', () => {
  const quittance = useQuittance({ now: '2024-02-29' });

  it('M4 ends on the 28th, and on the 29th where there is one', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', cycle: 'annual' });
    await quittance.advance('2028-03-01');
    const invoices = await quittance.invoices('work');
    const anniversaries = ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'];
    expect(periodsOf(invoices)).toEqual(between(anniversaries));
    expect(invoices.map(({ number, net }) => [number, net.minor])).toEqual([
      ['FA-2024-000001', 674_50],
      ['FA-2025-000001', 674_50],
      ['FA-2026-000001', 674_50],
      ['FA-2027-000001', 674_50],
      ['FA-2028-000001', 674_50],
    ]);
  });
});
