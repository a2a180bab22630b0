import {
  APRIL,
  billOf,
  business,
  card,
  catalogVersion,
  charge,
  coverageEnded,
  dearerFromMay,
  memberAdded,
  memberRemoved,
  opened,
  organizationCreated,
  peopled,
  PLANS,
  premium,
  priced,
  requestUpgrade,
  sealed,
  spaceOf,
  specFor,
  TIERS,
  upgradeCompleted,
  upgradeFailed,
  upgradeRequested,
  workspaceCreated,
} from '../testing/index.js';
import { coverageDecider } from './coverage.decider.js';
import { initialCoverage } from './coverage.state.js';

const given = specFor(coverageDecider);

describe('RequestUpgrade', () => {
  it('R23 records what was confirmed and waits for the payment; there is no subscription yet', () =>
    given().when(requestUpgrade()).then(upgradeRequested()));

  it('R19, R21 takes the plan, the seats and the cycle that were chosen', () => {
    const selection = business(10, 'annual');
    const period = { start: '2026-04-01', end: '2027-04-01' } as const;
    given()
      .when(requestUpgrade({ selection }))
      .then(
        upgradeRequested({
          selection,
          // R17: 10 × 30.49 a seat, and ten seats.
          priced: priced({
            term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'annual' },
            period,
            unitPrice: 304_90,
          }),
          bill: billOf('start', 3_049_00, charge(selection, { period, unitPrice: 304_90, amount: 3_049_00 })),
        }),
      );
  });

  it('takes the currency, the time zone, the language and the billing details that were given (R22, R61)', () => {
    const chosen = { timeZone: 'Asia/Tokyo', locale: 'fr', billingDetails: sealed('Tokyo') } as const;
    given()
      .when(requestUpgrade({ ...chosen, currency: 'JPY', paymentMethod: card('0005') }))
      .then(
        upgradeRequested({
          account: opened({ ...chosen, currency: 'JPY', paymentMethod: card('0005') }).data,
          priced: priced({ unitPrice: 1_500 }),
          bill: {
            ...billOf('start', 7_500, charge(premium(5), { period: APRIL, unitPrice: 1_500, amount: 7_500 })),
            currency: 'JPY',
          },
        }),
      );
  });

  it('D4 captures the price of the version that is in force on the day', () => {
    const catalog = [catalogVersion(), dearerFromMay()];
    const april30 = { start: '2026-04-30', end: '2026-05-30' } as const;
    given()
      .when(requestUpgrade({ catalog, today: '2026-04-30' }))
      .then(
        upgradeRequested({
          priced: priced({
            term: { index: 0, anchorOn: '2026-04-30', monthsFromAnchor: 0, cycle: 'monthly' },
            period: april30,
          }),
          bill: billOf('start', 67_45, charge(premium(5), { period: april30, unitPrice: 13_49, amount: 67_45 })),
        }),
      );
    const may = { start: '2026-05-01', end: '2026-06-01' } as const;
    given()
      .when(requestUpgrade({ catalog, today: '2026-05-01' }))
      .then(
        upgradeRequested({
          priced: priced({
            term: { index: 0, anchorOn: '2026-05-01', monthsFromAnchor: 0, cycle: 'monthly' },
            period: may,
            catalogVersion: '2026-05',
            unitPrice: 15_00,
          }),
          bill: billOf('start', 75_00, charge(premium(5), { period: may, unitPrice: 15_00, amount: 75_00 })),
        }),
      );
  });

  it('R25 makes a colleague billing owner when the person upgrading names one', () =>
    given()
      .when(requestUpgrade({ by: 'mia', ownerId: 'alice' }))
      .then(upgradeRequested({ account: opened({ ownerId: 'alice', openedBy: 'mia' }).data })));

  it.each(['adam', 'mia'])('D5 lets %s, a member, upgrade and become billing owner (R25)', (memberId) =>
    given()
      .when(requestUpgrade({ by: memberId, ownerId: memberId }))
      .then(upgradeRequested({ account: opened({ ownerId: memberId, openedBy: memberId }).data })),
  );

  it('D5 refuses an outsider', () =>
    given()
      .when(requestUpgrade({ by: 'otto' }))
      .thenRefused('rights.not_allowed', { action: 'startUpgrade', role: 'outsider' }));

  it('R25 refuses a billing owner who is no member', () =>
    given()
      .when(requestUpgrade({ ownerId: 'otto' }))
      .thenRefused('owner.not_a_member', { memberId: 'otto' }));

  it('R34 refuses a billing owner whose e-mail is not known, because the invoices go there', () =>
    given()
      .when(requestUpgrade({ ownerHasEmail: false }))
      .thenRefused('owner.email_missing', { memberId: 'alice' }));

  it('refuses a card that the gateway does not know', () =>
    given()
      .when(requestUpgrade({ paymentMethod: null, isCardUnknown: true }))
      .thenRefused('payment_method.unknown'));

  it('refuses a space that does not exist', () =>
    given()
      .when(requestUpgrade({ space: { status: 'unknown' } }))
      .thenRefused('space.unknown'));

  it('R11 refuses a plan that is not sold, Basic included', () =>
    given()
      .when(requestUpgrade({ selection: { ...premium(5), plan: 'basic' } }))
      .thenRefused('plan.unknown', { plan: 'basic', plans: ['premium', 'business', 'enterprise'] }));

  it('refuses a currency that the plan is not sold in', () =>
    given()
      .when(requestUpgrade({ currency: 'USD' }))
      .thenRefused('currency.unknown', { currency: 'USD', currencies: ['EUR', 'JPY', 'KWD'] }));

  it('D4 refuses a day before the first price list', () =>
    given()
      .when(requestUpgrade({ today: '2025-12-31' }))
      .thenRefused('catalog.not_in_force', { day: '2025-12-31' }));
});

describe('seats of an upgrade', () => {
  it.each(Object.keys(PLANS))('R12, R15 every tier is sold with %s', (plan) => {
    const alone = spaceOf([workspaceCreated(), memberAdded('alice')]);
    const sold = TIERS.filter((seats) => {
      const selection = { plan, cycle: 'monthly', seats } as const;
      const [event] = coverageDecider.decide(requestUpgrade({ space: alone, selection }), initialCoverage());
      return event?.type === 'UpgradeRequested' && event.data.selection.seats === seats;
    });
    expect(sold).toStrictEqual(TIERS);
  });

  it('R13 refuses one seat', () =>
    given()
      .when(requestUpgrade({ selection: premium(1) }))
      .thenRefused('seats.one_seat', { above: 2 }));

  it('R14 refuses a number that is no tier, with the tiers around it', () =>
    given()
      .when(requestUpgrade({ selection: premium(7) }))
      .thenRefused('seats.not_a_tier', { seats: 7, below: 5, above: 10 }));

  it('D3 sends a buyer above the last tier to sales', () =>
    given()
      .when(requestUpgrade({ selection: premium(501) }))
      .thenRefused('contact_sales', { reason: 'above_last_tier', seats: 501, largest: 500 }));

  it('R3 refuses fewer seats than members', () =>
    given()
      .when(requestUpgrade({ selection: premium(2) }))
      .thenRefused('seats.below_members', { seats: 2, members: 3 }));

  it('R3 takes exactly as many seats as members', () =>
    given()
      .when(requestUpgrade({ selection: premium(3) }))
      .then(
        upgradeRequested({
          selection: premium(3),
          bill: billOf('start', 40_47, charge(premium(3), { period: APRIL, unitPrice: 13_49, amount: 40_47 })),
        }),
      ));

  it('R3 counts who is a member now', () => {
    const grown = spaceOf([...peopled(), memberAdded('zoe')]);
    given()
      .when(requestUpgrade({ space: grown, selection: premium(3) }))
      .thenRefused('seats.below_members', { seats: 3, members: 4 });
    const shrunk = spaceOf([...peopled(), memberRemoved('mia')]);
    given()
      .when(requestUpgrade({ space: shrunk, selection: premium(2) }))
      .then(
        upgradeRequested({
          selection: premium(2),
          bill: billOf('start', 26_98, charge(premium(2), { period: APRIL, unitPrice: 13_49, amount: 26_98 })),
        }),
      );
  });

  it('D1 guests of an organization need no seat', () => {
    const guests = ['g1', 'g2', 'g3'].map((guest) => memberAdded(guest, { takesSeat: false }));
    given()
      .when(requestUpgrade({ space: spaceOf([...peopled(organizationCreated()), ...guests]), selection: premium(3) }))
      .then(
        upgradeRequested({
          account: opened({ spaceKind: 'organization' }).data,
          selection: premium(3),
          bill: billOf('start', 40_47, charge(premium(3), { period: APRIL, unitPrice: 13_49, amount: 40_47 })),
        }),
      );
  });
});

describe('one paid plan a space (D5)', () => {
  it('D5 of two upgrades at the same moment one wins, the other waits for its outcome', () =>
    given(upgradeRequested())
      .when(requestUpgrade({ subscriptionId: 'sub_2', by: 'mia', ownerId: 'mia' }))
      .thenRefused('payment.pending', { spaceId: 'space_1' }));

  it('D5 after the first has won, the other gets "already upgraded"', () =>
    given(upgradeRequested(), upgradeCompleted())
      .when(requestUpgrade({ subscriptionId: 'sub_2', by: 'mia', ownerId: 'mia' }))
      .thenRefused('upgrade.already_upgraded', { spaceId: 'space_1' }));

  it('writes nothing when the same command comes twice', () => {
    given(upgradeRequested()).when(requestUpgrade()).thenRefused('payment.pending', { spaceId: 'space_1' });
    given(upgradeRequested(), upgradeCompleted())
      .when(requestUpgrade())
      .thenRefused('upgrade.already_upgraded', { spaceId: 'space_1' });
  });

  it('tells an outsider nothing about the plan of the space', () =>
    given(upgradeRequested(), upgradeCompleted())
      .when(requestUpgrade({ by: 'otto' }))
      .thenRefused('rights.not_allowed', { action: 'startUpgrade', role: 'outsider' }));

  it('D6 a failed upgrade leaves the space as it was: it can be upgraded', () =>
    given(upgradeRequested(), upgradeFailed())
      .when(requestUpgrade({ subscriptionId: 'sub_2', paymentId: 'pay_2' }))
      .then(
        upgradeRequested({
          subscriptionId: 'sub_2',
          paymentId: 'pay_2',
          account: opened({ subscriptionId: 'sub_2' }).data,
        }),
      ));

  it('R10 after the end of a subscription the space can be upgraded again', () =>
    given(upgradeRequested(), upgradeCompleted(), coverageEnded())
      .when(requestUpgrade({ subscriptionId: 'sub_2', paymentId: 'pay_2' }))
      .then(
        upgradeRequested({
          subscriptionId: 'sub_2',
          paymentId: 'pay_2',
          account: opened({ subscriptionId: 'sub_2' }).data,
        }),
      ));
});
