import {
  APRIL,
  billOf,
  cancellationScheduled,
  changeRequested,
  charge,
  credit,
  ended,
  endedForOrganization,
  enterprise,
  FIVE_SEATS_MORE,
  halfApril,
  NOT_ON_INVOICE,
  opened,
  organizationCreated,
  ownerWentMissing,
  peopled,
  premium,
  priced,
  renewed,
  requestUpgrade,
  REST_OF_APRIL,
  retryRequested,
  seatsChanged,
  spaceOf,
  specFor,
  superseded,
  supersedeRequested,
  teamCreated,
  teamInTrial,
  teamPastDue,
  teamPlan,
  teamStarted,
  upgradeCompleted,
  upgradeRequested,
} from '../testing/index.js';
import type { BillLine, SubscriptionEvent, Superseded } from '../subscription/index.js';
import { firstTerm } from '../subscription/term.js';
import { coverageDecider } from './coverage.decider.js';
import type { CoverageEvent } from './coverage.events.js';
import type { RequestUpgrade } from './request-upgrade.js';

const given = specFor(coverageDecider);

const organization = spaceOf(peopled(organizationCreated({ spaceId: 'org_1' })));
const fromMidApril = { start: '2026-04-16', end: '2026-05-16' } as const;

type Teams = Readonly<Record<string, readonly SubscriptionEvent[]>>;

/** The covers of teams that were upgraded one after the other. */
const covered = (teams: Teams): readonly CoverageEvent[] =>
  Object.keys(teams).flatMap((team) => {
    const about = { subscriptionId: `sub_${team}`, spaceId: `team_${team}` };
    const account = opened({ ...about, spaceKind: 'team', organizationId: 'org_1' }).data;
    return [upgradeRequested({ ...about, account }), upgradeCompleted(about)];
  });

const plansOf = (teams: Teams): RequestUpgrade['data']['teams'] =>
  new Map(Object.entries(teams).map(([team, history]) => [`team_${team}`, teamPlan(history)]));

/** On 16 April Alice upgrades the organization to Enterprise for five, 225.00. */
const upgrade = (teams: Teams, data: Partial<RequestUpgrade['data']> = {}): RequestUpgrade =>
  requestUpgrade({
    ...{ subscriptionId: 'sub_org', space: organization, selection: enterprise(5), today: '2026-04-16' },
    ...{ teams: plansOf(teams), ...data },
  });

const ENTERPRISE = charge(enterprise(5), { period: fromMidApril, unitPrice: 45_00, amount: 225_00 });

/** What comes of it: `net` for the organization, less what is credited for its teams. */
const requested = (net: number, supersedes: readonly Superseded[], first: BillLine = ENTERPRISE) => {
  const { plan, cycle, seats, period, unitPrice } = first;
  const lines = supersedes.flatMap(({ line }) => (line === null ? [] : [line]));
  return upgradeRequested({
    ...{ subscriptionId: 'sub_org', spaceId: 'org_1', supersedes, paymentId: net === 0 ? null : 'pay_start' },
    account: opened({ subscriptionId: 'sub_org', spaceId: 'org_1', spaceKind: 'organization' }).data,
    selection: { plan, cycle, seats },
    priced: priced({ term: firstTerm('2026-04-16', cycle), period, unitPrice }),
    bill: billOf('start', net, first, ...lines),
  });
};

const design = teamStarted('design');
const sales = teamStarted('sales');

describe('the plans of teams that an organization takes the place of (D2)', () => {
  it('D2 each is credited on the first invoice, in the order in which the teams were upgraded', () =>
    given(...covered({ sales, design }))
      .when(upgrade({ design, sales }))
      .then(requested(165_00, [superseded('sales'), superseded('design')])));

  it('D2 together at most with the charge: the next one in part, the last not at all, and nothing is to be paid', () => {
    const teams = { design, sales, support: teamStarted('support') };
    const three = charge(premium(3), { period: fromMidApril, unitPrice: 13_49, amount: 40_47 });
    const inPart = { line: halfApril(10_47), funds: [{ paymentId: 'pay_sales', amount: 10_47 }] };
    given(...covered(teams))
      .when(upgrade(teams, { selection: premium(3) }))
      .then(
        requested(0, [superseded('design'), superseded('sales', inPart), superseded('support', NOT_ON_INVOICE)], three),
      );
  });

  it('D2 not on the invoice when somebody else pays for the team', () => {
    const teams = { design: teamStarted('design', { account: { ownerId: 'mia' } }), sales };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(195_00, [superseded('design', NOT_ON_INVOICE), superseded('sales')]));
  });

  it('D2 whose owner it is decides, not who upgrades the organization', () => {
    const teams = { design: teamStarted('design', { account: { ownerId: 'mia' } }), sales };
    const expected = requested(195_00, [superseded('design'), superseded('sales', NOT_ON_INVOICE)]);
    given(...covered(teams))
      .when(upgrade(teams, { ownerId: 'mia' }))
      .then(upgradeRequested({ ...expected.data, account: { ...expected.data.account, ownerId: 'mia' } }));
  });

  it('D2 not on the invoice in another currency', () => {
    const teams = { design: teamStarted('design', { account: { currency: 'JPY' }, plan: { unitPrice: 1_500 } }) };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(225_00, [superseded('design', NOT_ON_INVOICE)]));
  });

  it('D2, D8 not on the invoice while the owner of the team is missing', () => {
    const teams = { design: [...design, ownerWentMissing({ subscriptionId: 'sub_design' })] };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(225_00, [superseded('design', NOT_ON_INVOICE)]));
  });

  it('D2, D11 a team in trial has nothing to give back', () => {
    const teams = { design: teamInTrial() };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(225_00, [superseded('design', NOT_ON_INVOICE)]));
  });

  it('D2, D16 a team that is past due has paid for none of its days', () => {
    const teams = { design: teamPastDue() };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(225_00, [superseded('design', NOT_ON_INVOICE)]));
  });

  it('D2 a team that was cancelled and still runs is credited like the others', () => {
    const teams = { design: [...design, cancellationScheduled({ subscriptionId: 'sub_design' })] };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(195_00, [superseded()]));
  });

  it('D2 a team whose plan has just ended is passed over', () => {
    const teams = { design: [...design, ended({ subscriptionId: 'sub_design', effectiveOn: '2026-04-16' })], sales };
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(195_00, [superseded('sales')]));
  });

  it('D2 what was paid last is credited first', () => {
    // Five seats more on 11 April, 40.00: since then a day costs 4.00, and 60.00 are left on the 16th.
    const more = seatsChanged({
      ...{ subscriptionId: 'sub_design', effectiveOn: '2026-04-11', unitPrice: 12_00 },
      bill: { ...FIVE_SEATS_MORE, net: 40_00 },
    });
    const teams = { design: [...design, more] };
    const line = credit(premium(10), { period: REST_OF_APRIL, unitPrice: 12_00, amount: -60_00 });
    const funds = [
      { paymentId: 'pay_design', amount: 20_00 },
      { paymentId: 'pay_change', amount: 40_00 },
    ];
    given(...covered(teams))
      .when(upgrade(teams))
      .then(requested(165_00, [superseded('design', { line, funds })]));
  });

  it('D2 a period that is still to begin in its own zone is credited whole', () => {
    const teams = new Map([['team_design', teamPlan(design, '2026-03-31')]]);
    const line = credit(premium(5), { period: APRIL, unitPrice: 12_00, amount: -60_00 });
    const funds = [{ paymentId: 'pay_design', amount: 60_00 }];
    given(...covered({ design }))
      .when(upgrade({}, { teams }))
      .then(requested(165_00, [superseded('design', { effectiveOn: '2026-04-01', line, funds })]));
  });

  it('D2 an organization that is billed manually credits its teams on its invoice too', () => {
    const period = { start: '2026-04-16', end: '2027-04-16' } as const;
    const twenty = charge(premium(20, 'annual'), { period, unitPrice: 134_90, amount: 2_698_00 });
    const expected = requested(2_668_00, [superseded()], twenty);
    const account = { ...expected.data.account, collection: 'manual', openedBy: 'sally', paymentMethod: null } as const;
    given(...covered({ design }))
      .when(
        upgrade(
          { design },
          {
            ...{ by: 'sally', isBySales: true, collection: 'manual', paymentMethod: null },
            selection: premium(20, 'annual'),
          },
        ),
      )
      .then(upgradeRequested({ ...expected.data, account, paymentId: null }));
  });
});

describe('an organization that waits for its teams (D2)', () => {
  const manual = teamStarted('design', { account: { collection: 'manual' } });

  it('D2 is sent to sales while a team is billed manually', () =>
    given(...covered({ design: manual }))
      .when(upgrade({ design: manual }))
      .thenRefused('contact_sales', { reason: 'manually_billed_team', spaceId: 'team_design' }));

  it('D2 is not sent to sales for a manually billed team whose plan has just ended', () => {
    const over = [...manual, ended({ subscriptionId: 'sub_design', effectiveOn: '2026-04-16' })];
    given(...covered({ design: over }))
      .when(upgrade({ design: over }))
      .then(requested(225_00, []));
  });

  it.each<[string, readonly SubscriptionEvent[], object]>([
    ['a paid change', [...design, changeRequested({ subscriptionId: 'sub_design' })], { paymentId: 'pay_change' }],
    [
      'the payment of its renewal',
      [...design, renewed({ subscriptionId: 'sub_design' })],
      { periodStart: '2026-05-01' },
    ],
    ['another try of it', [...teamPastDue(), retryRequested()], { periodStart: '2026-04-01' }],
    ['another upgrade', [...design, supersedeRequested({ by: 'sub_x' })], { organizationSubscriptionId: 'sub_x' }],
  ])('D2 waits while a team waits for %s', (_what, team, details) =>
    given(...covered({ sales, design: team }))
      .when(upgrade({ sales, design: team }))
      .thenRefused('payment.pending', { ...details }),
  );

  it('D2 waits for the renewal of a team that is due', () => {
    const teams = new Map([['team_design', teamPlan(design, '2026-05-01')]]);
    given(...covered({ design }))
      .when(upgrade({}, { teams }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' });
  });

  it('takes a plan that lives and does not come with the command for a bug', () =>
    expect(() =>
      given(...covered({ design }))
        .when(upgrade({}))
        .thenNothing(),
    ).toThrow('invariant broken: the plan of the team team_design lives, so it comes in with the command'));
});

describe('what takes the place of no plan (D2)', () => {
  it('D2, D11 the trial of an organization: its teams keep theirs until its paid start', () => {
    const { account } = requested(225_00, []).data;
    given(...covered({ design }))
      .when(upgrade({ design }, { isTrial: true }))
      .then(
        upgradeRequested({
          ...{ subscriptionId: 'sub_org', spaceId: 'org_1', account, selection: enterprise(5) },
          priced: priced({ term: firstTerm('2026-04-16', 'monthly'), period: fromMidApril, unitPrice: 45_00 }),
          ...{ bill: null, paymentId: null, supersedes: [] },
        }),
      );
  });

  it('R7 another team: each has its own plan', () =>
    given(...covered({ design }))
      .when(
        requestUpgrade({ space: spaceOf(peopled(teamCreated({ spaceId: 'team_sales' }))), teams: plansOf({ design }) }),
      )
      .then(
        upgradeRequested({
          spaceId: 'team_sales',
          account: opened({ spaceId: 'team_sales', spaceKind: 'team', organizationId: 'org_1' }).data,
        }),
      ));

  it('an organization that is upgraded again: its teams ended with it, and were credited then', () => {
    const teams = { design: [...design, endedForOrganization()] };
    given(...covered(teams))
      .when(upgrade(teams, { subscriptionId: 'sub_2' }))
      .then(
        upgradeRequested({
          ...requested(225_00, []).data,
          subscriptionId: 'sub_2',
          account: { ...requested(225_00, []).data.account, subscriptionId: 'sub_2' },
        }),
      );
  });
});
