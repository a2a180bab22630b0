import { dearerFrom, CATALOG, Example } from './example.js';

describe('the first invoice', () => {
  it('R17 is five seats of Premium for a month: 5 × 13.49', () => {
    const example = new Example('2026-04-01');
    expect(example.start()).toEqual([
      'invoice start 2026-04-01 67.45',
      '  charge premium monthly 5: 2026-04-01 to 2026-05-01: 67.45',
    ]);
  });

  it('R17 is ten months for a year: 10 × 67.45', () => {
    const example = new Example('2026-04-01');
    expect(example.start({ cycle: 'annual' })).toEqual([
      'invoice start 2026-04-01 674.50',
      '  charge premium annual 5: 2026-04-01 to 2027-04-01: 674.50',
    ]);
  });

  it('R17 is ten months in yen and in dinar as well: 2 × 33,000 and 2 × 115.000', () => {
    const example = new Example('2026-04-01');
    const yen = example.start({ plan: 'business', cycle: 'annual', seats: 2, currency: 'JPY' });
    expect(yen[0]).toBe('invoice start 2026-04-01 66000');
    const dinar = new Example('2026-04-01').start({ plan: 'business', cycle: 'annual', seats: 2, currency: 'BHD' });
    expect(dinar[0]).toBe('invoice start 2026-04-01 230.000');
  });
});

describe('seats up', () => {
  it('D12 bills five more for 15 of 30 days: 5 × 13.49 × 15 / 30 = 33.725', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    expect(example.change({ seats: 10 })).toEqual([
      'invoice change 2026-04-16 33.73',
      '  charge premium monthly 5: 2026-04-16 to 2026-05-01: 33.73',
    ]);
    expect(example.until('2026-05-01')).toEqual([
      'invoice renewal 2026-05-01 134.90',
      '  charge premium monthly 10: 2026-05-01 to 2026-06-01: 134.90',
    ]);
  });

  it('D12 bills the whole period on its first day, and one day on its last: 5 × 13.49 / 30 = 2.2483', () => {
    const first = new Example('2026-04-01');
    first.start();
    expect(first.change({ seats: 10 })[0]).toBe('invoice change 2026-04-01 67.45');
    const last = new Example('2026-04-01');
    last.start();
    last.until('2026-04-30');
    expect(last.change({ seats: 10 })[0]).toBe('invoice change 2026-04-30 2.25');
  });

  it('section 9: two halves of a cent on one day do not both round up, the period owes 33.725 + 101.175 = 134.90', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    expect(example.change({ seats: 10 })[0]).toBe('invoice change 2026-04-16 33.73');
    // 134.90 owed, 67.45 + 33.73 invoiced.
    expect(example.change({ seats: 15 })[0]).toBe('invoice change 2026-04-16 33.72');
  });

  it('section 9: three increases bill the rounded whole: 33.725 + 22.4833 + 67.45 = 123.658, of which 101.18 is billed', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    example.change({ seats: 10 });
    example.until('2026-04-21');
    expect(example.change({ seats: 15 })[0]).toBe('invoice change 2026-04-21 22.48');
  });

  it('section 9: a year has 365 days, or 366: 674.50 × 184 / 365 = 340.02, / 366 = 339.09', () => {
    const common = new Example('2026-01-01');
    common.start({ cycle: 'annual' });
    common.until('2026-07-01');
    expect(common.change({ seats: 10 })).toEqual([
      'invoice change 2026-07-01 340.02',
      '  charge premium annual 5: 2026-07-01 to 2027-01-01: 340.02',
    ]);
    const leap = new Example('2024-01-01');
    leap.start({ cycle: 'annual' });
    leap.until('2024-07-01');
    expect(leap.change({ seats: 10 })[0]).toBe('invoice change 2024-07-01 339.09');
  });

  it('section 9: yen have no decimals: 1500 × 20 / 28 = 1071.4', () => {
    const example = new Example('2026-02-01');
    example.start({ seats: 2, currency: 'JPY' });
    example.until('2026-02-09');
    expect(example.change({ seats: 3 })[0]).toBe('invoice change 2026-02-09 1071');
  });

  it('section 9: dinar have three: 5.250 × 21 / 31 = 3.5564', () => {
    const example = new Example('2026-03-01');
    example.start({ seats: 2, currency: 'BHD' });
    example.until('2026-03-11');
    expect(example.change({ seats: 3 })[0]).toBe('invoice change 2026-03-11 3.556');
  });

  it('section 9: a period of the 31st has 28 days in February, or 31: 67.45 × 14 / 31 = 30.46', () => {
    const example = new Example('2026-01-31');
    example.start();
    // 31 January to 28 February: 28 days, 14 of them from 14 February on.
    example.until('2026-02-14');
    expect(example.change({ seats: 10 })[0]).toBe('invoice change 2026-02-14 33.73');
    // 28 February to 31 March: 31 days, 14 of them from 17 March on; five more seats again.
    example.until('2026-03-17');
    expect(example.change({ seats: 15 })[0]).toBe('invoice change 2026-03-17 30.46');
  });

  it('R3 has to cover the members', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 3 });
    example.join(4);
    expect(example.change({ seats: 5 })).toEqual(['refused: tooFewSeats']);
    expect(example.change({ seats: 10 })[0]).toBe('invoice change 2026-04-01 94.43');
  });

  it('D6 changes nothing when the card does not pay, and pays with a card that fails on renewals only', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.take({ do: 'replaceCard', space: 'studio', by: 'ada', card: 'declined' });
    expect(example.change({ seats: 10 })).toEqual(['refused: paymentFailed']);
    expect(example.plan().seats).toBe(5);
    example.take({ do: 'replaceCard', space: 'studio', by: 'ada', card: 'failsOnRenewal' });
    expect(example.change({ seats: 10 })[0]).toBe('invoice change 2026-04-01 67.45');
  });
});

describe('plan up', () => {
  it('D13 has two lines: new 152.45 / 2 = 76.225, net 33.725 + 76.225 - 67.45 = 42.50', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    expect(example.change({ plan: 'business' })).toEqual([
      'invoice change 2026-04-16 42.50',
      '  charge business monthly 5: 2026-04-16 to 2026-05-01: 76.23',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -33.73',
    ]);
  });

  it('D13 takes more seats along: new 304.90 / 2, net 33.725 + 152.45 - 67.45 = 118.725', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    expect(example.change({ plan: 'business', seats: 10 })).toEqual([
      'invoice change 2026-04-16 118.73',
      '  charge business monthly 10: 2026-04-16 to 2026-05-01: 152.45',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -33.72',
    ]);
  });

  it('D4 takes both plans at the prices of the period, though dearer ones are in force', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-04-10')]);
    example.start();
    example.until('2026-04-16');
    expect(example.change({ plan: 'business' })[0]).toBe('invoice change 2026-04-16 42.50');
    // 5 × 32.00 from the renewal on.
    expect(example.until('2026-05-01')[0]).toBe('invoice renewal 2026-05-01 160.00');
  });
});

describe('monthly to annual', () => {
  it('D13 charges the year and credits 67.45 less the 33.725 used; the anchor is new', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    expect(example.change({ cycle: 'annual' })).toEqual([
      'invoice change 2026-04-16 640.78',
      '  charge premium annual 5: 2026-04-16 to 2027-04-16: 674.50',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -33.72',
    ]);
    expect(example.until('2027-04-16')).toEqual([
      'invoice renewal 2027-04-16 674.50',
      '  charge premium annual 5: 2027-04-16 to 2028-04-16: 674.50',
    ]);
  });

  it('D13 credits what changes of the same period were billed: 101.18 less 33.725 + 22.4833 = 56.21', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-04-16');
    example.change({ seats: 10 });
    example.until('2026-04-21');
    expect(example.change({ cycle: 'annual' })).toEqual([
      'invoice change 2026-04-21 1304.03',
      '  charge premium annual 10: 2026-04-21 to 2027-04-21: 1349.00',
      '  credit premium monthly 10: 2026-04-21 to 2026-05-01: -44.97',
    ]);
  });

  it('D13 has the new anchor after renewals as well: 16 of 31 days of May are left, 67.45 - 32.64', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.until('2026-05-16');
    expect(example.change({ cycle: 'annual' })[0]).toBe('invoice change 2026-05-16 639.69');
    expect(example.until('2027-05-31')).toEqual([
      'invoice renewal 2027-05-16 674.50',
      '  charge premium annual 5: 2027-05-16 to 2028-05-16: 674.50',
    ]);
  });

  it('D13 credits the whole month on its first day', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.change({ cycle: 'annual' })[0]).toBe('invoice change 2026-04-01 607.05');
  });

  it('D4 charges the new term at the prices of its first day: 10 × 5 × 15.00 less 33.72', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-04-10')]);
    example.start();
    example.until('2026-04-16');
    expect(example.change({ cycle: 'annual' })[0]).toBe('invoice change 2026-04-16 716.28');
  });

  it('section 9: a credit beyond the charge is refunded by a credit note', () => {
    const almostFree = dearerFrom('2026-04-10');
    const cheap = { ...almostFree, plans: { ...almostFree.plans, premium: { rank: 1, monthly: { EUR: 10n } } } };
    const example = new Example('2026-04-01', [CATALOG, cheap]);
    example.start();
    example.until('2026-04-16');
    expect(example.change({ cycle: 'annual' })).toEqual([
      'invoice change 2026-04-16 0.00',
      '  charge premium annual 5: 2026-04-16 to 2027-04-16: 5.00',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -5.00',
      'credit note change 2026-04-16 28.72',
      '  rest premium monthly 5: 2026-04-16 to 2026-05-01: -28.72',
      '  refunded 28.72, reduces 0.00',
    ]);
  });
});

describe('one request', () => {
  it('D13 is refused when its parts go in different directions', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business' });
    expect(example.change({ plan: 'premium', seats: 10 })).toEqual(['refused: mixedChange']);
    expect(example.change({ cycle: 'annual', seats: 3 })).toEqual(['refused: mixedChange']);
    expect(example.change({ plan: 'enterprise', seats: 3 })).toEqual(['refused: mixedChange']);
  });

  it('changes nothing when it asks for what is there', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.change({ plan: 'premium', cycle: 'monthly', seats: 5 })).toEqual([]);
  });

  it('R13 R14 D3 is refused for one seat, for a number that is no tier, and above the last', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.change({ seats: 1 })).toEqual(['refused: oneSeat']);
    expect(example.change({ seats: 7 })).toEqual(['refused: notATier']);
    expect(example.change({ seats: 51 })).toEqual(['refused: contactSales']);
  });
});
