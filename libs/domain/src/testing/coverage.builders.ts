import type { CoverageEnded, UpgradeCompleted, UpgradeFailed, UpgradeRequested } from '../coverage/coverage.events.js';
import type { RequestUpgrade } from '../coverage/request-upgrade.js';
import { CATALOG } from './catalog.builders.js';
import { sealed } from './people.js';
import { peopled, spaceOf } from './space.builders.js';
import { APRIL, billOf, card, charge, opened, premium, priced } from './subscription.builders.js';

/** Alice confirms Premium for five on 1 April. */
export const requestUpgrade = (data: Partial<RequestUpgrade['data']> = {}): RequestUpgrade => ({
  type: 'RequestUpgrade',
  data: {
    subscriptionId: 'sub_1',
    paymentId: 'pay_start',
    space: spaceOf(peopled()),
    by: 'alice',
    isBySales: false,
    ownerId: 'alice',
    ownerHasEmail: true,
    selection: premium(5),
    collection: 'automatic',
    isTrial: false,
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    locale: 'en',
    billingDetails: sealed('details'),
    paymentMethod: card(),
    isCardUnknown: false,
    today: '2026-04-01',
    catalog: CATALOG,
    teams: new Map(),
    ...data,
  },
});

/** What `requestUpgrade()` leads to: 67.45 wait for their payment. */
export const upgradeRequested = (data: Partial<UpgradeRequested['data']> = {}): UpgradeRequested => ({
  type: 'UpgradeRequested',
  data: {
    subscriptionId: 'sub_1',
    spaceId: 'space_1',
    account: opened().data,
    selection: premium(5),
    priced: priced(),
    bill: billOf('start', 67_45, charge(premium(5), { period: APRIL, unitPrice: 13_49, amount: 67_45 })),
    paymentId: 'pay_start',
    supersedes: [],
    ...data,
  },
});

interface AboutCover {
  readonly subscriptionId: string;
  readonly spaceId: string;
}

const about: AboutCover = { subscriptionId: 'sub_1', spaceId: 'space_1' };

export const upgradeCompleted = (data: Partial<AboutCover> = {}): UpgradeCompleted => ({
  type: 'UpgradeCompleted',
  data: { ...about, ...data },
});

export const upgradeFailed = (data: Partial<UpgradeFailed['data']> = {}): UpgradeFailed => ({
  type: 'UpgradeFailed',
  data: { ...about, paymentId: 'pay_start', reason: 'card_declined', ...data },
});

export const coverageEnded = (data: Partial<AboutCover> = {}): CoverageEnded => ({
  type: 'CoverageEnded',
  data: { ...about, ...data },
});
