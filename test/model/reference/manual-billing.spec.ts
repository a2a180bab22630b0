import { CATALOG, dearerFrom, Example } from './example.js';

describe('billing by invoice', () => {
  it('R26 R27 D7 is annual, from 20 seats on, and arranged by sales', () => {
    const example = new Example('2026-04-01');
    expect(example.startManual({ by: 'olga' })).toEqual(['refused: contactSales']);
    expect(example.startManual({ by: 'stranger' })).toEqual(['refused: notAllowed']);
    expect(example.startManual({ cycle: 'monthly' })).toEqual(['refused: manualIsAnnual']);
    expect(example.startManual({ seats: 15 })).toEqual(['refused: manualNeedsTwentySeats']);
    expect(example.startManual({ owner: 'stranger' })).toEqual(['refused: notAMember']);
    // Ten months of 20 seats: 200 × 13.49.
    expect(example.startManual()).toEqual([
      'invoice start 2026-04-01 2698.00',
      '  charge premium annual 20: 2026-04-01 to 2027-04-01: 2698.00',
    ]);
  });

  it('D7 is open for 30 days until sales records the transfer', () => {
    const example = new Example('2026-04-01');
    const outcome = example.model.apply({
      do: 'startManual',
      space: 'acme',
      by: 'sales',
      owner: 'olga',
      plan: 'premium',
      cycle: 'annual',
      seats: 20,
      currency: 'EUR',
    });
    expect(outcome).toMatchObject({ accepted: true, invoices: [{ dueOn: '2026-05-01', open: 269_800n }] });
    expect(example.take({ do: 'recordPayment', space: 'acme', by: 'olga' })).toEqual(['refused: notAllowed']);
    example.until('2026-04-20');
    example.take({ do: 'recordPayment', space: 'acme', by: 'sales' });
    example.take({ do: 'recordPayment', space: 'acme', by: 'sales' });
    expect(example.model.books().entries).toEqual([
      { day: '2026-04-20', kind: 'payment', invoice: 'invoice 2026-1', creditNote: null, amount: 269_800n },
    ]);
  });

  it('R28 is changed and cancelled by sales only, while its owner keeps the payment method', () => {
    const example = new Example('2026-04-01');
    example.startManual();
    const acme = { space: 'acme', by: 'olga' };
    expect(example.change({ seats: 25 }, acme)).toEqual(['refused: contactSales']);
    expect(example.change({ seats: 25 }, { space: 'acme', by: 'otto' })).toEqual(['refused: notAllowed']);
    expect(example.does('cancel', 'acme', 'olga')).toEqual(['refused: contactSales']);
    expect(example.take({ do: 'replaceCard', ...acme, card: 'ok' })).toEqual([]);
    example.until('2026-07-01');
    // Five seats for 274 of 365 days: 674.50 × 274 / 365 = 506.34.
    expect(example.change({ seats: 25 }, { space: 'acme', by: 'sales' })[0]).toBe('invoice change 2026-07-01 506.34');
    expect(example.does('cancel', 'acme', 'sales')).toEqual([]);
    expect(example.until('2027-04-01')).toEqual([]);
    expect(example.isOnBasic('acme')).toBe(true);
  });

  it('R26 D7 stays annual, and at 20 seats or more', () => {
    const example = new Example('2026-04-01');
    example.startManual({ seats: 25 });
    const sales = { space: 'acme', by: 'sales' };
    expect(example.change({ cycle: 'monthly' }, sales)).toEqual(['refused: manualIsAnnual']);
    expect(example.change({ seats: 15 }, sales)).toEqual(['refused: manualNeedsTwentySeats']);
    expect(example.change({ seats: 20 }, sales)).toEqual([]);
    expect(example.until('2027-04-01')[0]).toBe('invoice renewal 2027-04-01 2698.00');
  });

  it('D16 is never past due: the renewal is one more open invoice', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-12-01')]);
    example.startManual();
    expect(example.until('2027-04-01')[0]).toBe('invoice renewal 2027-04-01 3000.00');
    example.until('2027-06-01');
    expect(example.plan('acme').status).toBe('active');
    expect(example.model.books().entries).toEqual([]);
  });

  it('R33 is handed over by its owner', () => {
    const example = new Example('2026-04-01');
    example.startManual();
    expect(example.take({ do: 'handOver', space: 'acme', by: 'olga', to: 'otto' })).toEqual([]);
    expect(example.plan('acme').owner).toBe('otto');
  });

  it('R38 is not what sales changes elsewhere', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.change({ seats: 10 }, { by: 'sales' })).toEqual(['refused: notAllowed']);
    expect(example.take({ do: 'recordPayment', space: 'studio', by: 'sales' })).toEqual(['refused: notManual']);
  });
});
