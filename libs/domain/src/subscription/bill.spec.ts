import { APRIL, charge, credit, premium } from '../testing/index.js';
import { bill, periodPrice, wholePeriodLine } from './bill.js';

const terms = { period: APRIL, unitPrice: 13_49 };

describe('a bill', () => {
  it('is the sum of its lines', () => {
    const lines = [charge(premium(10), { ...terms, amount: 134_90 }), credit(premium(5), { ...terms, amount: -67_45 })];
    expect(bill('change', 'EUR', lines)).toStrictEqual({ reason: 'change', currency: 'EUR', lines, net: 67_45 });
  });

  it('is never negative (section 10, 2)', () =>
    expect(() => bill('change', 'EUR', [credit(premium(5), { ...terms, amount: -1 })])).toThrow(
      'invariant broken: a bill is never negative, not even -1',
    ));

  it('may be nothing', () => expect(bill('change', 'EUR', []).net).toBe(0));

  it('charges seats times price for a whole period', () =>
    expect(wholePeriodLine(premium(5), APRIL, 13_49)).toStrictEqual(charge(premium(5), { ...terms, amount: 67_45 })));

  it('stops at a price beyond the safe whole numbers', () => {
    expect(periodPrice(1, Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => periodPrice(2, Number.MAX_SAFE_INTEGER)).toThrow('beyond the safe whole numbers');
  });
});
