import { refuse, refuseUnless } from '../kernel/refusal.js';
import { invariant } from '../kernel/invariant.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';

export type Cycle = 'monthly' | 'annual';

/** R17: two months are free. */
export const MONTHLY_PRICES_IN_A_YEAR = 10;

export interface Plan {
  /** A higher rank is a plan up (D13). */
  readonly rank: number;
  readonly name: { readonly en: string; readonly fr: string };
  /** Minor units for one seat for one month. */
  readonly monthlyPerSeat: Readonly<Record<Currency, number>>;
}

/** One published version of the price list (D4). */
export interface CatalogVersion {
  readonly version: string;
  /** The first day on which it is in force. */
  readonly effectiveFrom: LocalDate;
  /** Ascending. */
  readonly tiers: readonly number[];
  readonly trialDays: number;
  readonly plans: Readonly<Record<string, Plan>>;
}

/** All published versions, in order of publication. */
export type Catalog = readonly CatalogVersion[];

/** D4: of the versions whose first day has come, the one with the latest first day; of equals the last published. */
export const versionInForce = (catalog: Catalog, day: LocalDate): CatalogVersion => {
  const inForce = catalog
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<CatalogVersion | null>(
      (best, next) => (best && best.effectiveFrom > next.effectiveFrom ? best : next),
      null,
    );
  return inForce ?? refuse('catalog.not_in_force', { day });
};

/** The version with this name, which some event captured. */
export const versionNamed = (catalog: Catalog, name: string): CatalogVersion => {
  const found = catalog.find(({ version }) => version === name);
  invariant(found !== undefined, `the catalog version ${name} was captured in an event, so it was published`);
  return found;
};

/** A caller names the key, so only a record's own keys count: `constructor` is no plan. */
const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The plan with this id. @throws Refusal `plan.unknown` with the plans there are. */
export const planOf = (version: CatalogVersion, plan: string): Plan =>
  own(version.plans, plan) ?? refuse('plan.unknown', { plan, plans: Object.keys(version.plans) });

/** Minor units for one seat for a whole cycle (R16, R17). @throws Refusal `plan.unknown`, `currency.unknown`. */
export const seatPrice = (version: CatalogVersion, plan: string, cycle: Cycle, currency: Currency): number => {
  const { monthlyPerSeat } = planOf(version, plan);
  const monthly = own(monthlyPerSeat, currency);
  refuseUnless(monthly !== undefined, 'currency.unknown', { currency, currencies: Object.keys(monthlyPerSeat) });
  return cycle === 'annual' ? monthly * MONTHLY_PRICES_IN_A_YEAR : monthly;
};

/**
 * R12-R14, D3: seats are bought in tiers.
 * @throws Refusal `seats.one_seat` for one seat, whatever the tiers are, `contact_sales` above the last tier, else
 * `seats.not_a_tier` with the tiers around the number.
 */
export const refuseUnlessTier = ({ tiers }: CatalogVersion, seats: number): void => {
  const below = tiers.filter((tier) => tier < seats).at(-1) ?? null;
  const above = tiers.find((tier) => tier > seats) ?? null;
  refuseUnless(seats !== 1, 'seats.one_seat', { above });
  if (tiers.includes(seats)) return;
  const largest = Math.max(...tiers);
  refuseUnless(seats <= largest, 'contact_sales', { reason: 'above_last_tier', seats, largest });
  refuse('seats.not_a_tier', { seats, below, above });
};
