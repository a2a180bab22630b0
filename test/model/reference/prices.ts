import { type CatalogVersion, type Cycle, type PlanName } from '../steps.js';
import { type Day, dayOf } from './calendar.js';

export interface Version extends CatalogVersion {
  readonly inForceFrom: Day;
}

export const versionsOf = (catalog: readonly CatalogVersion[]): Version[] =>
  catalog.map((version) => ({ ...version, inForceFrom: dayOf(version.effectiveFrom) }));

export const versionOn = (versions: readonly Version[], day: Day): Version => {
  const version = versions.findLast((candidate) => candidate.inForceFrom <= day);
  if (version === undefined) throw new Error('no catalog version is in force: let the first begin earlier');
  return version;
};

export const monthsOf = (cycle: Cycle): number => (cycle === 'annual' ? 12 : 1);

export interface Offer {
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly currency: string;
}

/** One seat for a whole period: a year costs ten months (R17). */
export const unitPriceIn = (version: Version, offer: Offer): bigint => {
  const monthly = version.plans[offer.plan].monthly[offer.currency];
  if (monthly === undefined) throw new Error(`${version.name} has no price in ${offer.currency}`);
  return offer.cycle === 'annual' ? monthly * 10n : monthly;
};

/** Why a number of seats cannot be chosen, or null (R12 to R14, D3). */
export const tierProblem = (version: Version, seats: number): 'oneSeat' | 'notATier' | 'contactSales' | null => {
  const largest = version.tiers.at(-1) ?? 0;
  if (seats === 1) return 'oneSeat';
  if (seats > largest) return 'contactSales';
  return version.tiers.includes(seats) ? null : 'notATier';
};

/** The tier that stays when the chosen one is too small at renewal (D12), never more than there is at present. */
export const tierThatFits = (version: Version, wish: { seats: number; present: number; members: number }): number => {
  if (wish.members <= wish.seats) return wish.seats;
  const smallest = version.tiers.find((tier) => tier >= wish.members);
  return smallest === undefined ? wish.present : Math.min(smallest, wish.present);
};
