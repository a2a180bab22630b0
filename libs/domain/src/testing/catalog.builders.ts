import type { Catalog, CatalogVersion, Plan } from '../catalog/catalog.js';

/** D3. */
export const TIERS = [
  2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 250, 300, 400, 500,
] as const;

export const soldPlan = (name: string, rank: number, monthlyPerSeat: Plan['monthlyPerSeat']): Plan => ({
  rank,
  name: { en: name, fr: name },
  monthlyPerSeat,
});

export const PLANS: CatalogVersion['plans'] = {
  premium: soldPlan('Premium', 1, { EUR: 13_49, JPY: 1_500, KWD: 4_125 }),
  business: soldPlan('Business', 2, { EUR: 30_49, JPY: 3_400, KWD: 9_250 }),
  enterprise: soldPlan('Enterprise', 3, { EUR: 45_00, JPY: 5_000, KWD: 13_500 }),
};

/** In force from the first day of 2026: Premium 13.49, Business 30.49, Enterprise 45.00 EUR a seat and month. */
export const catalogVersion = (overrides: Partial<CatalogVersion> = {}): CatalogVersion => ({
  version: '2026-01',
  effectiveFrom: '2026-01-01',
  tiers: TIERS,
  trialDays: 30,
  plans: PLANS,
  ...overrides,
});

/** A second version: Premium costs 15.00 EUR from 1 May 2026 on. */
export const dearerFromMay = (overrides: Partial<CatalogVersion> = {}): CatalogVersion =>
  catalogVersion({
    version: '2026-05',
    effectiveFrom: '2026-05-01',
    plans: { ...PLANS, premium: soldPlan('Premium', 1, { EUR: 15_00 }) },
    ...overrides,
  });

export const CATALOG: Catalog = [catalogVersion()];
