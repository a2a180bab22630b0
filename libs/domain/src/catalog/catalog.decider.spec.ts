import { catalogVersion, dearerFromMay, PLANS, specFor } from '../testing/index.js';
import { catalogDecider, type CatalogVersionPublished, type PublishCatalogVersion } from './catalog.decider.js';
import type { CatalogVersion } from './catalog.js';

const given = specFor(catalogDecider);

const publish = (data: CatalogVersion): PublishCatalogVersion => ({ type: 'PublishCatalogVersion', data });
const published = (data: CatalogVersion): CatalogVersionPublished => ({ type: 'CatalogVersionPublished', data });

describe('PublishCatalogVersion (D4)', () => {
  it('publishes a version', () => given().when(publish(catalogVersion())).then(published(catalogVersion())));

  it('publishes another one beside it', () =>
    given(published(catalogVersion())).when(publish(dearerFromMay())).then(published(dearerFromMay())));

  it('writes nothing when the very version is published already', () =>
    given(published(catalogVersion()), published(dearerFromMay())).when(publish(catalogVersion())).thenNothing());

  it('does not mind another order of plans and currencies', () => {
    const { premium, business, enterprise } = PLANS;
    const { EUR, JPY, KWD } = premium!.monthlyPerSeat;
    const reordered = {
      enterprise: enterprise!,
      premium: { ...premium!, monthlyPerSeat: { KWD: KWD!, JPY: JPY!, EUR: EUR! } },
      business: business!,
    };
    given(published(catalogVersion()))
      .when(publish(catalogVersion({ plans: reordered })))
      .thenNothing();
  });

  const premium = PLANS['premium']!;

  it.each<[string, Partial<CatalogVersion>]>([
    ['first day', { effectiveFrom: '2026-02-01' }],
    ['tiers', { tiers: [2, 3, 4, 5, 10] }],
    ['trial', { trialDays: 14 }],
    ['plans', { plans: { premium } }],
    ['rank of a plan', { plans: { ...PLANS, premium: { ...premium, rank: 4 } } }],
    ['English name of a plan', { plans: { ...PLANS, premium: { ...premium, name: { en: 'Plus', fr: 'Premium' } } } }],
    ['French name of a plan', { plans: { ...PLANS, premium: { ...premium, name: { en: 'Premium', fr: 'Plus' } } } }],
    ['price of a plan', { plans: { ...PLANS, premium: { ...premium, monthlyPerSeat: { EUR: 13_50 } } } }],
  ])('refuses a published version with another %s', (_what, change) =>
    given(published(catalogVersion()))
      .when(publish(catalogVersion(change)))
      .thenRefused('catalog.version_changed', { version: '2026-01' }),
  );
});
