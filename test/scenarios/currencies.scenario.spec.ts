import { catalogOf } from '#test/support/catalog';
import { useQuittance } from '#test/support/quittance';

const prices = {
  premium: { EUR: '13.49', USD: '14.99', GBP: '11.99', JPY: '1500', KWD: '4.125' },
  business: { EUR: '30.49', USD: '32.99', GBP: '26.99', JPY: '3400', KWD: '9.250' },
};

describe('a plan that is paid in', () => {
  const quittance = useQuittance({ now: '2026-04-01', catalog: catalogOf({ prices }) });

  // Five seats; then five more for 15 of the 30 days; then ten. JPY has no decimals, KWD three.
  it.each([
    ['EUR', ['67.45', '33.73', '134.90'], [67_45, 33_73, 134_90]],
    ['USD', ['74.95', '37.48', '149.90'], [74_95, 37_48, 149_90]],
    ['GBP', ['59.95', '29.98', '119.90'], [59_95, 29_98, 119_90]],
    ['JPY', ['7500', '3750', '15000'], [7_500, 3_750, 15_000]],
    ['KWD', ['20.625', '10.313', '41.250'], [20_625, 10_313, 41_250]],
  ])('%s is invoiced to its last decimal', async (currency, amounts, minors) => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', details: { currency } });
    await quittance.advance('2026-04-16');
    await (await quittance.signIn('ann')).change('work', { seats: 10 });
    await quittance.advance('2026-05-01');
    const totals = (await quittance.invoices('work')).map(({ total }) => total);
    expect(totals).toEqual(amounts.map((amount, i) => ({ amount, minor: minors[i], currency })));
  });

  it('R17 KWD costs ten months a year', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann', cycle: 'annual', details: { currency: 'KWD' } });
    expect(await quittance.billing('work')).toMatchObject({
      pricePerSeat: { amount: '41.250', minor: 41_250 },
      price: { amount: '206.250', minor: 206_250 },
    });
  });

  it('a currency that nothing is sold in is refused, with those that are', async () => {
    await quittance.workspace();
    const ann = await quittance.signIn('ann');
    const refused = await ann.refusal(() => quittance.upgrade('work', { by: 'ann', details: { currency: 'CHF' } }));
    expect(refused).toMatchObject({ status: 422, code: 'currency.unknown' });
    expect(refused.problem.detail).toContain('EUR, USD, GBP, JPY, KWD');
  });

  it('D18 the invoices of all currencies are one series', async () => {
    for (const currency of ['EUR', 'JPY', 'KWD']) {
      await quittance.workspace({ spaceId: currency });
      await quittance.upgrade(currency, { by: 'ann', details: { currency } });
    }
    const numbers = (await quittance.mails()).map(({ invoiceNumber }) => invoiceNumber);
    expect(numbers.sort()).toEqual(['FA-2026-000001', 'FA-2026-000002', 'FA-2026-000003']);
  });
});
