import {
  APRIL,
  business,
  card,
  catalogVersion,
  coverageEnded,
  opened,
  organizationCreated,
  peopled,
  premium,
  priced,
  requestUpgrade,
  spaceOf,
  specFor,
  teamCreated,
  upgradeCompleted,
  upgradeFailed,
  upgradeRequested,
} from '../testing/index.js';
import { coverageDecider } from './coverage.decider.js';
import type { UpgradeRequested } from './coverage.events.js';

const given = specFor(coverageDecider);

/** Alice tries Premium for five out, without a card: thirty days of April, which cost nothing. */
const trial = requestUpgrade({ isTrial: true, paymentMethod: null });

const trialRequested = (data: Partial<UpgradeRequested['data']> = {}): UpgradeRequested =>
  upgradeRequested({ account: opened({ paymentMethod: null }).data, bill: null, paymentId: null, ...data });

const ofSecond = (isTrial: boolean): UpgradeRequested => {
  const account = opened({ subscriptionId: 'sub_2', paymentMethod: isTrial ? null : card() }).data;
  const about = { subscriptionId: 'sub_2', account };
  return isTrial ? trialRequested(about) : upgradeRequested(about);
};

const second = requestUpgrade({ subscriptionId: 'sub_2', isTrial: true, paymentMethod: null });
const USED = ['trial.used', { spaceId: 'space_1' }] as const;

describe('the trial of a paid plan (R50, D11)', () => {
  it('D11 costs nothing and needs no payment data; it has no bill and no payment', () =>
    given().when(trial).then(trialRequested()));

  it('D11 keeps the card that was given, for the paid plan afterwards', () =>
    given()
      .when(requestUpgrade({ isTrial: true }))
      .then(trialRequested({ account: opened().data })));

  it('D11 is as long as the price list of its first day says, whatever the cycle', () => {
    const period = { start: APRIL.start, end: '2026-04-15' } as const;
    given()
      .when(
        requestUpgrade({
          ...{ isTrial: true, paymentMethod: null, selection: business(5, 'annual') },
          catalog: [catalogVersion({ trialDays: 14 })],
        }),
      )
      .then(
        trialRequested({
          selection: business(5, 'annual'),
          priced: priced({
            term: { index: 0, anchorOn: APRIL.start, monthsFromAnchor: 0, cycle: 'annual' },
            period,
            unitPrice: 304_90,
          }),
        }),
      );
  });

  it('R3 covers all members too', () =>
    given()
      .when(requestUpgrade({ isTrial: true, selection: premium(2) }))
      .thenRefused('seats.below_members', { seats: 2, members: 3 }));

  it('refuses a card that the gateway does not know', () =>
    given()
      .when(requestUpgrade({ isTrial: true, paymentMethod: null, isCardUnknown: true }))
      .thenRefused('payment_method.unknown'));

  it('D11 is of a plan that is paid by card: sales arrange none', () =>
    given()
      .when(
        requestUpgrade({
          ...{ isTrial: true, by: 'sally', isBySales: true, collection: 'manual', paymentMethod: null },
          selection: premium(20, 'annual'),
        }),
      )
      .thenRefused('trial.not_available'));
});

describe('one trial per space (D11)', () => {
  const had = [trialRequested(), upgradeCompleted(), coverageEnded()];

  it('D11 a space that had its trial has no other', () =>
    given(...had)
      .when(second)
      .thenRefused(...USED));

  it('D11 such a space can buy the plan', () =>
    given(...had)
      .when(requestUpgrade({ subscriptionId: 'sub_2' }))
      .then(ofSecond(false)));

  it('D11 and has no trial after that plan either', () =>
    given(
      ...had,
      ofSecond(false),
      upgradeCompleted({ subscriptionId: 'sub_2' }),
      coverageEnded({ subscriptionId: 'sub_2' }),
    )
      .when(second)
      .thenRefused(...USED));

  it('D6, D11 nor when the upgrade after it has failed', () =>
    given(...had, ofSecond(false), upgradeFailed({ subscriptionId: 'sub_2' }))
      .when(second)
      .thenRefused(...USED));

  it('D11 while it runs the space is upgraded already, also for the same command again', () => {
    given(trialRequested(), upgradeCompleted())
      .when(trial)
      .thenRefused('upgrade.already_upgraded', { spaceId: 'space_1' });
    given(trialRequested()).when(trial).thenRefused('payment.pending', { spaceId: 'space_1' });
  });

  it('D6, D11 an upgrade that has failed was no trial, nor was a trial that could not begin', () => {
    const failed = upgradeFailed({ paymentId: null });
    for (const history of [
      [upgradeRequested(), upgradeFailed()],
      [trialRequested(), failed],
    ]) {
      given(...history)
        .when(second)
        .then(ofSecond(true));
    }
  });

  it('D11 a space that had a paid plan can still have its trial', () =>
    given(upgradeRequested(), upgradeCompleted(), coverageEnded()).when(second).then(ofSecond(true)));

  it('D11 each team has its own, and the organization too', () => {
    const account = opened({ spaceId: 'team_design', spaceKind: 'team', organizationId: 'org_1', paymentMethod: null });
    const design = { spaceId: 'team_design' };
    const history = [
      trialRequested({ ...design, account: account.data }),
      upgradeCompleted(design),
      coverageEnded(design),
    ];
    const sales = spaceOf(peopled(teamCreated({ spaceId: 'team_sales' })));
    const organization = spaceOf(peopled(organizationCreated({ spaceId: 'org_1' })));
    const about = { subscriptionId: 'sub_2', ownerId: 'alice', paymentMethod: null };
    given(...history)
      .when(requestUpgrade({ ...second.data, space: sales }))
      .then(
        trialRequested({
          ...{ subscriptionId: 'sub_2', spaceId: 'team_sales' },
          account: opened({ ...about, spaceId: 'team_sales', spaceKind: 'team', organizationId: 'org_1' }).data,
        }),
      );
    given(...history)
      .when(requestUpgrade({ ...second.data, space: organization }))
      .then(
        trialRequested({
          ...{ subscriptionId: 'sub_2', spaceId: 'org_1' },
          account: opened({ ...about, spaceId: 'org_1', spaceKind: 'organization' }).data,
        }),
      );
  });

  it('R5, D2 a team needs no plan while its organization tries one out', () => {
    const account = opened({ spaceId: 'org_1', spaceKind: 'organization', paymentMethod: null }).data;
    given(trialRequested({ spaceId: 'org_1', account }), upgradeCompleted({ spaceId: 'org_1' }))
      .when(requestUpgrade({ space: spaceOf(peopled(teamCreated({ spaceId: 'team_design' }))) }))
      .thenRefused('upgrade.covered_by_organization', { organizationId: 'org_1' });
  });
});
