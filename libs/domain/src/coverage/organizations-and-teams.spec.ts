import {
  APRIL,
  billOf,
  charge,
  coverageEnded,
  enterprise,
  opened,
  halfApril,
  organizationCreated,
  peopled,
  priced,
  requestUpgrade,
  spaceOf,
  specFor,
  superseded,
  teamCreated,
  teamPlan,
  teamStarted,
  upgradeCompleted,
  upgradeFailed,
  upgradeRequested,
} from '../testing/index.js';
import { firstTerm } from '../subscription/term.js';
import { coverageDecider } from './coverage.decider.js';

const given = specFor(coverageDecider);

describe('organizations and their teams', () => {
  const organization = spaceOf(peopled(organizationCreated({ spaceId: 'org_1' })));
  const team = (spaceId: string) => spaceOf(peopled(teamCreated({ spaceId })));
  const teamAccount = (spaceId: string, subscriptionId: string) =>
    opened({ subscriptionId, spaceId, spaceKind: 'team', organizationId: 'org_1' }).data;
  const organizationAccount = opened({ spaceId: 'org_1', spaceKind: 'organization' }).data;

  const designRequested = upgradeRequested({ spaceId: 'team_design', account: teamAccount('team_design', 'sub_1') });
  const designCompleted = upgradeCompleted({ spaceId: 'team_design' });
  const organizationRequested = upgradeRequested({ spaceId: 'org_1', account: organizationAccount });
  const organizationCompleted = upgradeCompleted({ spaceId: 'org_1' });
  const fromMidApril = { start: '2026-04-16', end: '2026-05-16' } as const;

  it('R4 a team is upgraded for its own members', () =>
    given()
      .when(requestUpgrade({ space: team('team_design') }))
      .then(designRequested));

  it('R7 another team of the organization is upgraded later, with its own subscription', () =>
    given(designRequested, designCompleted)
      .when(requestUpgrade({ space: team('team_sales'), subscriptionId: 'sub_2' }))
      .then(
        upgradeRequested({
          subscriptionId: 'sub_2',
          spaceId: 'team_sales',
          account: teamAccount('team_sales', 'sub_2'),
        }),
      ));

  it('D5 the same team is not upgraded twice', () =>
    given(designRequested, designCompleted)
      .when(requestUpgrade({ space: team('team_design'), subscriptionId: 'sub_2' }))
      .thenRefused('upgrade.already_upgraded', { spaceId: 'team_design' }));

  it('R5, D2 a team of a paid organization has paid features already', () =>
    given(organizationRequested, organizationCompleted)
      .when(requestUpgrade({ space: team('team_design') }))
      .thenRefused('upgrade.covered_by_organization', { organizationId: 'org_1' }));

  it('D2 a team waits for the outcome of its organization', () =>
    given(organizationRequested)
      .when(requestUpgrade({ space: team('team_design') }))
      .thenRefused('payment.pending', { spaceId: 'org_1' }));

  it('D6 a team can be upgraded when the upgrade of its organization has failed', () =>
    given(organizationRequested, upgradeFailed({ spaceId: 'org_1' }))
      .when(requestUpgrade({ space: team('team_design') }))
      .then(designRequested));

  it('R6 a team can be upgraded when the plan of its organization has ended', () =>
    given(organizationRequested, organizationCompleted, coverageEnded({ spaceId: 'org_1' }))
      .when(requestUpgrade({ space: team('team_design') }))
      .then(designRequested));

  it('D2 an organization takes the place of the plan that a team has', () =>
    given(designRequested, designCompleted)
      .when(
        requestUpgrade({
          subscriptionId: 'sub_org',
          space: organization,
          selection: enterprise(5),
          today: '2026-04-16',
          teams: new Map([['team_design', teamPlan(teamStarted())]]),
        }),
      )
      .then(
        upgradeRequested({
          subscriptionId: 'sub_org',
          spaceId: 'org_1',
          account: { ...organizationAccount, subscriptionId: 'sub_org' },
          selection: enterprise(5),
          priced: priced({ term: firstTerm('2026-04-16', 'monthly'), period: fromMidApril, unitPrice: 45_00 }),
          bill: billOf(
            'start',
            195_00,
            charge(enterprise(5), { period: fromMidApril, unitPrice: 45_00, amount: 225_00 }),
            halfApril(30_00),
          ),
          supersedes: [superseded()],
        }),
      ));

  it('D2 an organization waits for the outcome of a team', () =>
    given(designRequested)
      .when(requestUpgrade({ space: organization }))
      .thenRefused('payment.pending', { spaceId: 'team_design' }));

  it.each([
    ['the plans of its teams have ended', [designCompleted, coverageEnded({ spaceId: 'team_design' })]],
    ['the upgrade of its team has failed', [upgradeFailed({ spaceId: 'team_design' })]],
  ])('upgrades an organization once %s', (_what, outcome) =>
    given(designRequested, ...outcome)
      .when(requestUpgrade({ space: organization, selection: enterprise(5) }))
      .then(
        upgradeRequested({
          spaceId: 'org_1',
          account: organizationAccount,
          selection: enterprise(5),
          priced: priced({ unitPrice: 45_00 }),
          bill: billOf('start', 225_00, charge(enterprise(5), { period: APRIL, unitPrice: 45_00, amount: 225_00 })),
        }),
      ),
  );
});
