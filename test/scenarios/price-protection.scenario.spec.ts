import { catalogOf } from '#test/support/catalog';
import { useQuittance } from '#test/support/quittance';

const FIRST = { version: 'first', prices: { premium: { EUR: '10.00' }, business: { EUR: '30.49' } } };
const SECOND = {
  ...{ version: 'second', effectiveFrom: '2026-04-20' },
  prices: { premium: { EUR: '15.00' }, business: { EUR: '32.00' } },
};

describe('a price that sales protect', () => {
  const quittance = useQuittance({ now: '2026-04-01', catalog: catalogOf(FIRST, SECOND) });

  beforeEach(async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
  });

  const nets = async () => (await quittance.invoices('work')).map(({ net }) => net.minor);

  it('D4 outlives a new price list until its last day, and then follows the list in force', async () => {
    const sam = await quittance.salesStaff();
    expect((await sam.sales.protectPrice('work', '2026-06-01')).events).toEqual(['PriceProtected']);
    expect((await sam.sales.protectPrice('work', '2026-06-01')).events).toEqual([]);
    await quittance.advance('2026-07-02');
    expect(await nets()).toEqual([50_00, 50_00, 75_00, 75_00]);
  });

  it('D4 lasts as long as the plan where no day is told, and until it is lifted', async () => {
    const { sales } = await quittance.salesStaff();
    await sales.protectPrice('work');
    await quittance.advance('2026-06-02');
    expect((await sales.liftPriceProtection('work')).events).toEqual(['PriceProtectionLifted']);
    expect((await sales.liftPriceProtection('work')).events).toEqual([]);
    await quittance.advance('2026-07-02');
    expect(await nets()).toEqual([50_00, 50_00, 50_00, 75_00]);
  });

  it('D4 is for sales to protect, of a plan that lives', async () => {
    const [ann, sam] = [await quittance.signIn('ann'), await quittance.salesStaff()];
    expect((await ann.refusal(() => ann.sales.protectPrice('work'))).code).toBe('rights.not_allowed');
    await quittance.workspace({ spaceId: 'basic' });
    expect((await sam.refusal(() => sam.sales.protectPrice('basic'))).code).toBe('subscription.none');
    expect((await sam.refusal(() => sam.sales.protectPrice('work', '2026-02-30'))).status).toBe(400);
    await ann.cancel('work');
    await quittance.advance('2026-05-02');
    expect((await sam.refusal(() => sam.sales.protectPrice('work'))).code).toBe('subscription.ended');
  });
});
