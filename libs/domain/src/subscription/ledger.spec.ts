import { APRIL } from '../testing/index.js';
import { fraction } from '../kernel/fraction.js';
import { afterChange, netOfChange, openAmount, openLedger, owed, prorated, repriced, unused } from './ledger.js';

// 30.00 for the 30 days of April: 1.00 a day.
const ledger = openLedger(APRIL, 30_00);

describe('the ledger of a period', () => {
  it('opens with the whole price, invoiced', () =>
    expect(ledger).toStrictEqual({
      period: APRIL,
      segments: [{ from: '2026-04-01', price: 30_00 }],
      invoiced: 30_00,
      funds: [],
    }));

  it('owes each price for its days', () => {
    const dearer = repriced(repriced(ledger, '2026-04-11', 60_00), '2026-04-21', 90_00);
    // 10 days at 1.00, 10 at 2.00, 10 at 3.00
    expect(owed(dearer)).toStrictEqual(fraction(60_00 * 30, 30));
  });

  it('a second change on one day takes the place of the first', () => {
    const twice = repriced(repriced(ledger, '2026-04-16', 60_00), '2026-04-16', 90_00);
    expect(twice).toStrictEqual(repriced(ledger, '2026-04-16', 90_00));
  });

  it('a change on the first day takes the place of the opening price', () =>
    expect(repriced(ledger, '2026-04-01', 60_00).segments).toStrictEqual([{ from: '2026-04-01', price: 60_00 }]));

  it('invoices the difference: for the first change the new less the old, rounded once', () => {
    expect(netOfChange(ledger, '2026-04-16', 60_00)).toBe(15_00);
    // 0.05 / 2 = 2.5 cents
    expect(netOfChange(ledger, '2026-04-16', 30_05)).toBe(3);
  });

  it('M7 invoices the difference from what was invoiced before, not from what was owed', () => {
    const changed = afterChange(ledger, { from: '2026-04-16', price: 30_05, net: 3, funds: [] });
    expect(changed.invoiced).toBe(30_03);
    // Owed are 30.05 in all, of which 30.03 is invoiced.
    expect(netOfChange(changed, '2026-04-16', 30_10)).toBe(2);
  });

  it('takes the net as it was recorded, whatever today would make of it', () =>
    expect(afterChange(ledger, { from: '2026-04-16', price: 60_00, net: 14_99, funds: [] }).invoiced).toBe(44_99));

  it('M5 prorates a price from a day on, that day included', () => {
    expect(prorated(ledger, '2026-04-01', 30_00)).toBe(30_00);
    expect(prorated(ledger, '2026-04-16', 30_00)).toBe(15_00);
    expect(prorated(ledger, '2026-04-30', 30_00)).toBe(1_00);
  });

  it.each(['2026-03-31', '2026-05-01'] as const)('takes a change on %s, outside the period, for a bug', (day) =>
    expect(() => repriced(ledger, day, 60_00)).toThrow(`invariant broken: ${day} lies in the period that is changed`),
  );

  it('is open as far as it is not paid', () => {
    expect(openAmount(ledger)).toBe(30_00);
    expect(openAmount({ ...ledger, funds: [{ paymentId: 'pay_1', amount: 20_00 }] })).toBe(10_00);
    expect(openAmount(openLedger(APRIL, 30_00, [{ paymentId: 'pay_1', amount: 30_00 }]))).toBe(0);
  });

  it('keeps the payments that a change leaves it with', () => {
    const funds = [{ paymentId: 'pay_1', amount: 45_00 }];
    expect(afterChange(ledger, { from: '2026-04-16', price: 60_00, net: 15_00, funds })).toStrictEqual({
      period: APRIL,
      segments: [
        { from: '2026-04-01', price: 30_00 },
        { from: '2026-04-16', price: 60_00 },
      ],
      invoiced: 45_00,
      funds,
    });
  });
});

describe('the unused days of a period', () => {
  it('are all of it on its first day, one on its last, none at its end', () => {
    expect(unused(ledger, '2026-04-01')).toBe(30_00);
    expect(unused(ledger, '2026-04-16')).toBe(15_00);
    expect(unused(ledger, '2026-04-30')).toBe(1_00);
    expect(unused(ledger, '2026-05-01')).toBe(0);
  });

  it('are worth what was invoiced less what the used days owe, rounded once', () => {
    // Of 67.45, 33.725 are used: 33.73 are kept.
    expect(unused(openLedger(APRIL, 67_45), '2026-04-16')).toBe(33_72);
    expect(prorated(openLedger(APRIL, 67_45), '2026-04-16', 67_45)).toBe(33_73);
  });

  it('are worth what the price of each of them was', () => {
    const dearer = afterChange(ledger, { from: '2026-04-21', price: 90_00, net: 20_00, funds: [] });
    expect(unused(dearer, '2026-04-21')).toBe(30_00);
    expect(unused(dearer, '2026-04-11')).toBe(40_00);
  });

  it('are worth what was invoiced for them, not what today would make of it', () => {
    const recorded = afterChange(ledger, { from: '2026-04-16', price: 60_00, net: 14_99, funds: [] });
    expect(unused(recorded, '2026-04-16')).toBe(29_99);
  });

  it.each(['2026-03-31', '2026-05-02'] as const)('a cut on %s, outside the period, is a bug', (day) =>
    expect(() => unused(ledger, day)).toThrow(`invariant broken: ${day} lies in the period that is cut`),
  );
});
