import {
  APRIL,
  billOf,
  charge,
  memberAdded,
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
  workspaceCreated,
} from '../testing/index.js';
import { firstTerm } from '../subscription/term.js';
import { coverageDecider } from './coverage.decider.js';
import type { UpgradeRequested } from './coverage.events.js';
import type { RequestUpgrade } from './request-upgrade.js';

const given = specFor(coverageDecider);

describe('how an upgrade is paid', () => {
  it('R22 refuses an upgrade without a card', () =>
    given()
      .when(requestUpgrade({ paymentMethod: null }))
      .thenRefused('payment_method.missing'));

  it('R23 asks for the payment of the whole first period, and for nothing before', () =>
    given()
      .when(requestUpgrade({ paymentId: 'pay_7' }))
      .then(upgradeRequested({ paymentId: 'pay_7' })));
});

describe('an upgrade that is billed manually (R26, R27, D7)', () => {
  const manual = { collection: 'manual', paymentMethod: null, selection: premium(20, 'annual') } as const;
  const bySales = (data: Partial<RequestUpgrade['data']> = {}): RequestUpgrade =>
    requestUpgrade({ ...manual, by: 'sally', isBySales: true, ...data });

  const period = { start: '2026-04-01', end: '2027-04-01' } as const;
  const requested = (data: Partial<UpgradeRequested['data']> = {}): UpgradeRequested =>
    upgradeRequested({
      account: opened({ collection: 'manual', openedBy: 'sally', paymentMethod: null }).data,
      selection: premium(20, 'annual'),
      priced: priced({ term: firstTerm('2026-04-01', 'annual'), period, unitPrice: 134_90 }),
      bill: billOf('start', 2_698_00, charge(premium(20, 'annual'), { period, unitPrice: 134_90, amount: 2_698_00 })),
      paymentId: null,
      ...data,
    });

  it('R27, D7 is arranged by sales, for a member of the space; its invoice is paid later', () =>
    given().when(bySales()).then(requested()));

  it.each(['alice', 'adam', 'mia'])('R27 sends %s to sales', (by) =>
    given()
      .when(requestUpgrade({ ...manual, by }))
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'startUpgrade' }),
  );

  it('R27 is nothing that an outsider could ask for', () =>
    given()
      .when(requestUpgrade({ ...manual, by: 'otto' }))
      .thenRefused('rights.not_allowed', { action: 'startUpgrade', role: 'outsider' }));

  it('R27 sales have no part in an upgrade that is paid by card', () =>
    given()
      .when(requestUpgrade({ by: 'sally', isBySales: true }))
      .thenRefused('rights.not_allowed', { action: 'startUpgrade', role: 'sales' }));

  it('R26, D7 is for twenty seats or more', () =>
    given()
      .when(bySales({ selection: premium(15, 'annual') }))
      .thenRefused('manual.too_few_seats', { seats: 15, minimum: 20 }));

  it('R26 is annual', () =>
    given()
      .when(bySales({ selection: premium(20) }))
      .thenRefused('manual.annual_only', { cycle: 'monthly' }));

  it('R14 is bought in tiers', () =>
    given()
      .when(bySales({ selection: premium(21, 'annual') }))
      .thenRefused('seats.not_a_tier', { seats: 21, below: 20, above: 25 }));

  it('D7 counts the seats bought, which cover all members', () => {
    const guests = Array.from({ length: 18 }, (_unused, i) => memberAdded(`m${i}`));
    given()
      .when(bySales({ space: spaceOf([...peopled(), ...guests]) }))
      .thenRefused('seats.below_members', { seats: 20, members: 21 });
  });

  it('R25 refuses an owner who is no member, and sales staff are none', () =>
    given()
      .when(bySales({ ownerId: 'sally' }))
      .thenRefused('owner.not_a_member', { memberId: 'sally' }));

  it('D5 meets other upgrades like any other', () => {
    given(requested()).when(bySales()).thenRefused('payment.pending', { spaceId: 'space_1' });
    given(requested(), upgradeCompleted())
      .when(bySales())
      .thenRefused('upgrade.already_upgraded', { spaceId: 'space_1' });
    given(requested(), upgradeFailed({ paymentId: null }))
      .when(bySales())
      .then(requested());
  });
});

describe('what each kind of space pays for', () => {
  const threeInOrganization = spaceOf(peopled(organizationCreated()));
  const twoInTeam = spaceOf([teamCreated(), memberAdded('alice'), memberAdded('mia')]);

  it.each([
    ['R1, R3 a workspace', spaceOf(peopled(workspaceCreated()))],
    ['R1, R5 an organization', threeInOrganization],
    ['R1, R4 a team', spaceOf(peopled(teamCreated()))],
  ])('%s covers all of its members', (_what, space) =>
    given()
      .when(requestUpgrade({ space, selection: premium(2) }))
      .thenRefused('seats.below_members', { seats: 2, members: 3 }),
  );

  it('R4 other people of the organization take no seat of a team', () =>
    given()
      .when(requestUpgrade({ space: twoInTeam, selection: premium(2) }))
      .then(
        upgradeRequested({
          account: opened({ spaceKind: 'team', organizationId: 'org_1' }).data,
          selection: premium(2),
          bill: billOf('start', 26_98, charge(premium(2), { period: APRIL, unitPrice: 13_49, amount: 26_98 })),
        }),
      ));
});
