import { catalogVersion, dearerFromMay, PLANS, refusalOf, TIERS } from '../testing/index.js';
import { planOf, refuseUnlessTier, seatPrice, versionInForce, versionNamed, type Cycle } from './catalog.js';

const CURRENCIES = ['EUR', 'JPY', 'KWD'] as const;

describe('prices', () => {
  it.each([
    ['premium', 13_49],
    ['business', 30_49],
    ['enterprise', 45_00],
  ])('R11, R16 a seat of %s costs %i cents a month', (plan, monthly) =>
    expect(seatPrice(catalogVersion(), plan, 'monthly', 'EUR')).toBe(monthly),
  );

  it('R17 an annual price is ten monthly prices', () => {
    expect(seatPrice(catalogVersion(), 'premium', 'annual', 'EUR')).toBe(134_90);
    expect(seatPrice(catalogVersion(), 'premium', 'annual', 'JPY')).toBe(15_000);
    expect(seatPrice(catalogVersion(), 'premium', 'annual', 'KWD')).toBe(41_250);
  });

  it('R17 an annual price is ten monthly prices for every plan, tier and currency', () => {
    const version = catalogVersion();
    for (const plan of Object.keys(PLANS)) {
      for (const currency of CURRENCIES) {
        for (const seats of TIERS) {
          const priceOf = (cycle: Cycle): number => seats * seatPrice(version, plan, cycle, currency);
          expect([plan, currency, seats, priceOf('annual')]).toStrictEqual([
            plan,
            currency,
            seats,
            priceOf('monthly') * 10,
          ]);
        }
      }
    }
  });

  it.each(['basic', 'Premium', '', 'constructor', '__proto__', 'toString'])('R11 sells no plan %j', (plan) => {
    const refusal = { code: 'plan.unknown', details: { plan, plans: ['premium', 'business', 'enterprise'] } };
    expect(refusalOf(() => planOf(catalogVersion(), plan))).toStrictEqual(refusal);
    expect(refusalOf(() => seatPrice(catalogVersion(), plan, 'monthly', 'EUR'))).toStrictEqual(refusal);
  });

  it.each(['USD', 'eur', '', 'constructor', '__proto__'])('has no price in %j', (currency) =>
    expect(refusalOf(() => seatPrice(catalogVersion(), 'premium', 'monthly', currency))).toStrictEqual({
      code: 'currency.unknown',
      details: { currency, currencies: ['EUR', 'JPY', 'KWD'] },
    }),
  );

  it('gives a plan with its rank and names', () =>
    expect(planOf(catalogVersion(), 'business')).toMatchObject({ rank: 2, name: { en: 'Business' } }));
});

describe('seat tiers', () => {
  const buy = (seats: number, tiers: readonly number[] = TIERS): void =>
    refuseUnlessTier(catalogVersion({ tiers }), seats);

  it.each([2, 3, 4, 5])('R12 sells %i seats', (seats) => expect(() => buy(seats)).not.toThrow());

  it('D3 sells 2, 3, 4, 5, then by 5 to 30, by 10 to 100, by 50 to 300, 400 and 500 seats, and no other number', () => {
    const sold: number[] = [];
    for (let seats = 0; seats <= 600; seats += 1) {
      try {
        buy(seats);
        sold.push(seats);
      } catch {
        // Refused: the codes have their own specs.
      }
    }
    expect(sold).toStrictEqual([
      2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 250, 300, 400, 500,
    ]);
  });

  it('R13 always refuses one seat', () =>
    expect(refusalOf(() => buy(1))).toStrictEqual({ code: 'seats.one_seat', details: { above: 2 } }));

  it('R13 refuses one seat even where a catalog lists it', () =>
    expect(refusalOf(() => buy(1, [1, 2, 3]))).toStrictEqual({ code: 'seats.one_seat', details: { above: 2 } }));

  it.each([
    [6, 5, 10],
    [7, 5, 10],
    [9, 5, 10],
    [11, 10, 15],
    [31, 30, 40],
    [101, 100, 150],
    [499, 400, 500],
    [0, null, 2],
    [-5, null, 2],
    [2.5, 2, 3],
  ])('R14 refuses %d seats with the tiers around it', (seats, below, above) =>
    expect(refusalOf(() => buy(seats))).toStrictEqual({
      code: 'seats.not_a_tier',
      details: { seats, below, above },
    }),
  );

  it.each([501, 1_000])('D3 sends a buyer of %i seats, above the last tier, to sales', (seats) =>
    expect(refusalOf(() => buy(seats))).toStrictEqual({
      code: 'contact_sales',
      details: { reason: 'above_last_tier', seats, largest: 500 },
    }),
  );
});

describe('versions (D4)', () => {
  const january = catalogVersion();
  const may = dearerFromMay();

  it.each([
    ['2026-01-01', '2026-01'],
    ['2026-04-30', '2026-01'],
    ['2026-05-01', '2026-05'],
    ['2030-01-01', '2026-05'],
  ] as const)('D4 on %s the version %s is in force', (day, version) => {
    expect(versionInForce([january, may], day).version).toBe(version);
    expect(versionInForce([may, january], day).version).toBe(version);
  });

  it('D4 of two versions for one first day the later published counts', () => {
    const corrected = dearerFromMay({ version: '2026-05b' });
    expect(versionInForce([january, may, corrected], '2026-05-01').version).toBe('2026-05b');
  });

  it('D4 sells nothing before the first version', () =>
    expect(refusalOf(() => versionInForce([january, may], '2025-12-31'))).toStrictEqual({
      code: 'catalog.not_in_force',
      details: { day: '2025-12-31' },
    }));

  it('D4 finds a captured version by its name', () =>
    expect(versionNamed([january, may], '2026-01')).toStrictEqual(january));

  it('D4 takes a captured version that was never published for a bug', () =>
    expect(() => versionNamed([january], '2026-05')).toThrow('invariant broken: the catalog version 2026-05'));
});
