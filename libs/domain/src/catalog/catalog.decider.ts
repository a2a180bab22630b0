import type { Decider } from '../kernel/decider.js';
import { refuseUnless } from '../kernel/refusal.js';
import type { Catalog, CatalogVersion } from './catalog.js';

export interface PublishCatalogVersion {
  readonly type: 'PublishCatalogVersion';
  readonly data: CatalogVersion;
}

export interface CatalogVersionPublished {
  readonly type: 'CatalogVersionPublished';
  readonly data: CatalogVersion;
}

export type CatalogCommand = PublishCatalogVersion;
export type CatalogEvent = CatalogVersionPublished;

/** Everything in a version as one text, whatever the order of its keys. */
const fingerprint = ({ version, effectiveFrom, tiers, trialDays, plans }: CatalogVersion): string =>
  JSON.stringify([
    version,
    effectiveFrom,
    tiers,
    trialDays,
    Object.entries(plans)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { rank, name, monthlyPerSeat }]) => [
        id,
        rank,
        name.en,
        name.fr,
        Object.entries(monthlyPerSeat).sort(),
      ]),
  ]);

/** D4: a version is published once and never changes; publishing it again as it is changes nothing. */
const publish = ({ data }: PublishCatalogVersion, catalog: Catalog): readonly CatalogVersionPublished[] => {
  const published = catalog.find(({ version }) => version === data.version);
  if (published === undefined) return [{ type: 'CatalogVersionPublished', data }];
  refuseUnless(fingerprint(published) === fingerprint(data), 'catalog.version_changed', { version: data.version });
  return [];
};

export const catalogDecider: Decider<Catalog, CatalogCommand, CatalogEvent> = {
  initialState: () => [],
  evolve: (catalog, { data }) => [...catalog, data],
  decide: publish,
};
