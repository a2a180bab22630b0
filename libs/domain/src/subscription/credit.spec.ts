import fc from 'fast-check';
import { APRIL, credit, premium, REST_OF_APRIL } from '../testing/index.js';
import { creditFrom, creditLine, fundsAfter, type Credit } from './credit.js';
import { totalOf, type Fund } from './funds.js';
import { openLedger, type PeriodLedger } from './ledger.js';

const start: Fund = { paymentId: 'pay_start', amount: 20_00 };
const late: Fund = { paymentId: 'pay_late', amount: 10_00 };

/** 30.00 were invoiced for April. */
const ledger = (...funds: readonly Fund[]): PeriodLedger => openLedger(APRIL, 30_00, funds);
const terms = { period: REST_OF_APRIL, unitPrice: 3_00 };
const line = (amount: number): Credit['lines'][number] => creditLine(premium(10), { ...terms, amount });
const from = (of: PeriodLedger, amount: number): Credit | null =>
  creditFrom(of, { reason: 'change', currency: 'EUR', line: line(amount) });

describe('a credit line', () => {
  it('is negative, for days that are given back', () =>
    expect(line(15_00)).toStrictEqual(credit(premium(10), { ...terms, amount: -15_00 })));

  it('of nothing is nothing, and not minus nothing', () => expect(line(0).amount).toBe(0));
});

describe('a credit (section 9)', () => {
  it('of a period that is paid goes back to its newest payments', () =>
    expect(from(ledger(start, late), 15_00)).toStrictEqual({
      reason: 'change',
      currency: 'EUR',
      lines: [line(15_00)],
      net: -15_00,
      reducesOpen: 0,
      refunds: [{ paymentId: 'pay_start', amount: 5_00 }, late],
    }));

  it('of a period that is not paid reduces what is open', () =>
    expect(from(ledger(), 15_00)).toMatchObject({ net: -15_00, reducesOpen: 15_00, refunds: [] }));

  it('of a period that is paid in part reduces what is open before anything is refunded', () => {
    expect(from(ledger(start), 10_00)).toMatchObject({ net: -10_00, reducesOpen: 10_00, refunds: [] });
    expect(from(ledger(start), 15_00)).toMatchObject({
      net: -15_00,
      reducesOpen: 10_00,
      refunds: [{ paymentId: 'pay_start', amount: 5_00 }],
    });
  });

  it('of nothing is none', () => expect(from(ledger(start, late), 0)).toBeNull());

  it('is never more than was invoiced', () => {
    expect(from(ledger(start, late), 30_00)).toMatchObject({ net: -30_00, refunds: [start, late] });
    expect(() => from(ledger(start, late), 30_01)).toThrow('is no part of the 3000 that were paid');
    expect(() => from(ledger(), 30_01)).toThrow('is no part of the 0 that were paid');
  });

  it('leaves of the payments what did not go back', () => {
    expect(fundsAfter([start, late], from(ledger(start, late), 15_00))).toStrictEqual([
      { paymentId: 'pay_start', amount: 15_00 },
    ]);
    expect(fundsAfter([start], from(ledger(start), 10_00))).toStrictEqual([start]);
    expect(fundsAfter([start, late], null)).toStrictEqual([start, late]);
  });

  it('is what it reduces and what it refunds together, and never refunds more than was paid', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_00 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 10_00 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (paid, open, share) => {
          const funds = paid.map((amount, i) => ({ paymentId: `pay_${i}`, amount }));
          const invoiced = totalOf(funds) + open;
          const amount = Math.floor(invoiced * share);
          const given = from(openLedger(APRIL, invoiced, funds), amount);
          const refunded = totalOf(given?.refunds ?? []);
          expect((given?.reducesOpen ?? 0) + refunded).toBe(amount);
          expect(given?.net ?? 0).toBe(0 - amount);
          expect(refunded).toBe(Math.max(0, amount - open));
          expect(totalOf(fundsAfter(funds, given))).toBe(totalOf(funds) - refunded);
        },
      ),
    ));
});
