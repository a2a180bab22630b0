import {
  adam,
  alice,
  CATALOG,
  changePlan,
  changeRequested,
  dearerFromMay,
  endedInMay,
  FIVE_SEATS_MORE,
  mayPaid,
  mia,
  opened,
  otto,
  ownerWentMissing,
  premium,
  priced,
  renew,
  renewed,
  sally,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { PolicyReference } from '../policy/policy.js';
import type {
  AdoptPolicy,
  LiftPriceProtection,
  PolicyAdopted,
  PriceProtected,
  PriceProtectionLifted,
} from './index.js';
import type { ProtectPrice } from './index.js';
import type { Caller } from './rights.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const OWNER_AND_ADMINS: PolicyReference = { name: 'owner-and-admins', version: 1 };

const adopt = (policy = OWNER_AND_ADMINS, by: Caller = sally): AdoptPolicy => ({
  type: 'AdoptPolicy',
  data: { by, policy },
});

const protect = (until: LocalDate | null = null, by: Caller = sally): ProtectPrice => ({
  type: 'ProtectPrice',
  data: { by, until },
});

const lift = (by: Caller = sally): LiftPriceProtection => ({ type: 'LiftPriceProtection', data: { by } });

const adopted = (policy = OWNER_AND_ADMINS): PolicyAdopted => ({
  type: 'PolicyAdopted',
  data: { subscriptionId: 'sub_1', policy },
});

const isProtected = (until: LocalDate | null = null, catalogVersion = '2026-01'): PriceProtected => ({
  type: 'PriceProtected',
  data: { subscriptionId: 'sub_1', catalogVersion, until },
});

const lifted: PriceProtectionLifted = { type: 'PriceProtectionLifted', data: { subscriptionId: 'sub_1' } };

describe('terms are given by sales alone (D4, D9)', () => {
  const commands = [
    { action: 'adoptPolicy', make: (by: Caller) => adopt(OWNER_AND_ADMINS, by) },
    { action: 'protectPrice', make: (by: Caller) => protect(null, by) },
    { action: 'liftPriceProtection', make: (by: Caller) => lift(by) },
  ];

  it.each(commands)('$action is for nobody else, the owner included', ({ action, make }) => {
    const others = [
      [alice, 'member'],
      [adam, 'member'],
      [mia, 'member'],
      [otto, 'outsider'],
    ] as const;
    for (const collection of ['automatic', 'manual'] as const) {
      for (const [by, role] of others) {
        given(opened({ collection }), upgraded(), isProtected())
          .when(make(by))
          .thenRefused('rights.not_allowed', { action, role });
      }
    }
  });

  it.each(commands)('$action needs a plan that lives', ({ make }) => {
    given().when(make(sally)).thenRefused('subscription.none');
    given(...endedInMay())
      .when(make(sally))
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' });
  });
});

describe('AdoptPolicy (D9)', () => {
  const more = changePlan({ seats: 10, by: adam });
  const byAdam = changeRequested({ requestedBy: 'adam', bill: FIVE_SEATS_MORE });

  it('D9 gives the plan another policy of who may do what, once', () => {
    given(...started())
      .when(adopt())
      .then(adopted());
    given(...started(), adopted())
      .when(adopt())
      .thenNothing();
  });

  it('D9 writes nothing for the policy that the plan began with', () =>
    given(...started())
      .when(adopt({ name: 'owner-only', version: 1 }))
      .thenNothing());

  it('D9 another version of the same policy is another policy', () =>
    given(...started(), adopted())
      .when(adopt({ name: 'owner-and-admins', version: 2 }))
      .then(adopted({ name: 'owner-and-admins', version: 2 })));

  it('D9 lets administrators act, also while the owner is missing, until the first policy is back', () => {
    given(...started())
      .when(more)
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'administrator' });
    given(...started(), adopted())
      .when(more)
      .then(byAdam);
    given(...started(), adopted(), ownerWentMissing())
      .when(more)
      .then(byAdam);
    given(...started(), adopted(), adopted({ name: 'owner-only', version: 1 }))
      .when(more)
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'administrator' });
  });

  it('D9 leaves a manually billed plan to its owner', () => {
    const manual = [opened({ collection: 'manual' }), upgraded(), adopted()];
    given(...manual)
      .when(more)
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'administrator' });
    given(...manual)
      .when(changePlan({ seats: 10 }))
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'changePlan' });
  });
});

describe('ProtectPrice and LiftPriceProtection (D4)', () => {
  const catalog = [...CATALOG, dearerFromMay()];
  const inMay = renew({ catalog });
  const atOldPrice = renewed();
  const atNewPrice = renewed({ catalogVersion: '2026-05', unitPrice: 15_00 });

  it('D4 protects the price of the running period, for ever or until a day, once', () => {
    for (const until of [null, '2027-01-01'] as const) {
      given(...started())
        .when(protect(until))
        .then(isProtected(until));
      given(...started(), isProtected(until))
        .when(protect(until))
        .thenNothing();
    }
  });

  it('D4 another day takes the place of the one before', () => {
    given(...started(), isProtected('2027-01-01'))
      .when(protect('2028-01-01'))
      .then(isProtected('2028-01-01'));
    given(...started(), isProtected())
      .when(protect('2028-01-01'))
      .then(isProtected('2028-01-01'));
  });

  it('D4 lifts a protection once', () => {
    given(...started(), isProtected())
      .when(lift())
      .then(lifted);
    given(...started(), isProtected(), lifted)
      .when(lift())
      .thenNothing();
    given(...started())
      .when(lift())
      .thenNothing();
    given(...started(), isProtected(), lifted)
      .when(protect())
      .then(isProtected());
  });

  it('D4 a renewal takes the price list of its first day, unless the price is protected', () => {
    given(...started())
      .when(inMay)
      .then(atNewPrice);
    given(...started(), isProtected())
      .when(inMay)
      .then(atOldPrice);
    given(...started(), isProtected(), lifted)
      .when(inMay)
      .then(atNewPrice);
  });

  it('D4 a period that begins on the last day of the protection is the first that is not protected', () => {
    given(...started(), isProtected('2026-05-01'))
      .when(inMay)
      .then(atNewPrice);
    given(...started(), isProtected('2026-05-02'))
      .when(inMay)
      .then(atOldPrice);
  });

  it('D4 every renewal is protected, not only the next', () => {
    const june = { start: '2026-06-01', end: '2026-07-01' } as const;
    given(...started(), isProtected(), atOldPrice, mayPaid({ net: 67_45 }))
      .when(renew({ catalog, today: '2026-06-01' }))
      .then(renewed(priced({ k: 2, period: june })));
  });

  it('D4 names the price list that the running period captured', () =>
    given(...started({ ...priced({ catalogVersion: '2026-05', unitPrice: 15_00 }), to: premium(5) }))
      .when(protect())
      .then(isProtected(null, '2026-05')));
});
