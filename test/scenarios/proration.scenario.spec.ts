import { catalogOf } from '#test/support/catalog';
import { amountsOf } from '#test/support/history';
import { useQuittance, type QuittanceUnderTest } from '#test/support/quittance';

/** What the last change of a subscription was invoiced with. */
const lastAmounts = async (quittance: QuittanceUnderTest) => amountsOf((await quittance.invoices('work')).at(-1)!);

describe('a change in the middle of a period of 30 days', () => {
  describe('at the prices that are shipped', () => {
    const quittance = useQuittance({ now: '2026-04-01' });

    beforeEach(async () => {
      await quittance.workspace();
      await quittance.upgrade('work', { by: 'ann', plan: 'premium', seats: 5 });
      await quittance.advance('2026-04-16');
    });

    it('P1 D12 from 5 to 10 seats costs half of five seats, in one line: 33.73', async () => {
      await (await quittance.signIn('ann')).change('work', { seats: 10 });
      expect(await lastAmounts(quittance)).toEqual([[33_73], 33_73]);
    });

    it('P2 D13 from Premium to Business is charged 76.23 and credited 33.73, which leaves 42.50', async () => {
      await (await quittance.signIn('ann')).change('work', { plan: 'business' });
      expect(await lastAmounts(quittance)).toEqual([[76_23, -33_73], 42_50]);
    });

    it('M9 two changes of one period add up to its exactly rounded total', async () => {
      const ann = await quittance.signIn('ann');
      await ann.change('work', { seats: 10 });
      await quittance.advance('2026-04-21');
      await ann.change('work', { plan: 'business' });
      // 67.45 × 15/30 + 134.90 × 5/30 + 304.90 × 10/30 = 157.841…
      const nets = (await quittance.invoices('work')).map(({ net }) => net.minor);
      expect(nets).toEqual([67_45, 33_73, 157_84 - 67_45 - 33_73]);
    });
  });

  describe('at 13.35 a seat', () => {
    const prices = { premium: { EUR: '13.35' } };
    const quittance = useQuittance({ now: '2026-04-01', catalog: catalogOf({ prices }) });

    it.each([
      ['P3', '2026-04-20', '11/30 is 4.895, which rounds to 4.90', 4_90],
      ['P4', '2026-04-24', '7/30 is 3.115, which rounds to 3.12', 3_12],
    ])('%s a third seat on %s: 13.35 × %s', async (_, day, __, net) => {
      await quittance.workspace();
      await quittance.upgrade('work', { by: 'ann', seats: 2 });
      await quittance.advance(day);
      await (await quittance.signIn('ann')).change('work', { seats: 3 });
      expect(await lastAmounts(quittance)).toEqual([[net], net]);
    });
  });
});
