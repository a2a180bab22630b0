import { catalogOf } from '#test/support/catalog';
import { useQuittance } from '#test/support/quittance';

const FIRST = { version: 'first', prices: { premium: { EUR: '13.49' }, business: { EUR: '30.49' } } };
const SECOND = {
  ...{ version: 'second', effectiveFrom: '2026-05-15' },
  prices: { premium: { EUR: '15.00' }, business: { EUR: '32.00' } },
};

describe('new prices, published while plans live', () => {
  const quittance = useQuittance({ now: '2026-04-15', catalog: catalogOf(FIRST) });

  it('D4 count from the first renewal on or after their first day, and never inside a period', async () => {
    await quittance.workspace({ spaceId: 'mid' });
    await quittance.upgrade('mid', { by: 'ann' });
    await quittance.advance('2026-05-01');
    await quittance.workspace({ spaceId: 'first' });
    await quittance.upgrade('first', { by: 'ann' });
    await quittance.restart({ catalog: catalogOf(FIRST, SECOND) });

    await quittance.advance('2026-05-20');
    const ann = await quittance.signIn('ann');
    // Still the captured price: 5 × 13.49 × 12/31 = 26.109…
    await ann.change('first', { seats: 10 });
    expect(await ann.plans('EUR')).toMatchObject({ version: 'second' });
    await quittance.advance('2026-06-01');

    const nets = async (spaceId: string) => (await quittance.invoices(spaceId)).map(({ net }) => net.minor);
    // Its renewal falls on the very day from which the new prices count.
    expect(await nets('mid')).toEqual([67_45, 75_00]);
    expect(await nets('first')).toEqual([67_45, 26_11, 150_00]);
    expect((await quittance.billing('first')).pricePerSeat.minor).toBe(15_00);
  });

  it('D4 do not touch what was invoiced before', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    const before = await quittance.invoices('work');
    await quittance.restart({ catalog: catalogOf(FIRST, SECOND) });
    await quittance.advance('2026-05-15');
    expect((await quittance.invoices('work')).slice(0, 1)).toEqual(before);
  });

  it('D4 cannot take the name of those before: the start is refused, and the old file starts again', async () => {
    await quittance.workspace();
    const changed = catalogOf({ ...SECOND, version: 'first', effectiveFrom: '2000-01-01' });
    await expect(quittance.restart({ catalog: changed })).rejects.toThrow(
      '"first" was published before and never changes',
    );
    await quittance.restart({ catalog: catalogOf(FIRST) });
    await quittance.upgrade('work', { by: 'ann' });
    expect((await quittance.billing('work')).price.minor).toBe(67_45);
  });
});
