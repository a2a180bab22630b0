import type { BillLine } from '../subscription/bill.js';
import type {
  Caller,
  EndTrial,
  HoldForSupersede,
  PlanUpgraded,
  ReleaseFromSupersede,
  SubscriptionEnded,
  SubscriptionEvent,
  SubscriptionOpened,
  Superseded,
  SupersedeCalledOff,
  SupersedeRequested,
  SupersedeSubscription,
  TeamPlan,
} from '../subscription/index.js';
import { evolveSubscription, initialSubscription } from '../subscription/index.js';
import { firstTerm } from '../subscription/term.js';
import { alice } from './people.js';
import {
  APRIL,
  credit,
  ended,
  opened,
  premium,
  priced,
  renewalFailed,
  renewed,
  REST_OF_APRIL,
  upgraded,
} from './subscription.builders.js';

/** Premium at 12.00 a seat: five seats cost 2.00 on each of the thirty days of April. */
const UNIT_PRICE = 12_00;

interface TeamTerms {
  readonly account?: Partial<SubscriptionOpened['data']>;
  readonly plan?: Partial<PlanUpgraded['data']>;
}

/** A team of `org_1` on Premium for five in April, 60.00, which Alice has paid: `sub_design` of `team_design`. */
export const teamStarted = (
  team = 'design',
  { account, plan }: TeamTerms = {},
): readonly [SubscriptionOpened, PlanUpgraded] => {
  const subscriptionId = `sub_${team}`;
  const where = { spaceId: `team_${team}`, spaceKind: 'team', organizationId: 'org_1' } as const;
  return [
    opened({ subscriptionId, ...where, ...account }),
    upgraded({ subscriptionId, unitPrice: UNIT_PRICE, paymentId: `pay_${team}`, ...plan }),
  ];
};

/** Half of the team's trial of thirty days is over. */
export const teamInTrial = (team = 'design'): readonly SubscriptionEvent[] => {
  const [opening] = teamStarted(team);
  const subscriptionId = `sub_${team}`;
  const first = { ...priced({ unitPrice: UNIT_PRICE }), subscriptionId, to: premium(5), effectiveOn: APRIL.start };
  return [opening, { type: 'TrialStarted', data: first }];
};

/** April, 60.00, is renewed and past due: it was declined on 1 April. */
export const teamPastDue = (team = 'design'): readonly SubscriptionEvent[] => {
  const subscriptionId = `sub_${team}`;
  const march = { start: '2026-03-01', end: APRIL.start } as const;
  const term = firstTerm(march.start, 'monthly');
  return [
    ...teamStarted(team, { plan: { term, period: march } }),
    renewed({ subscriptionId, ...priced({ term, k: 1, unitPrice: UNIT_PRICE }), effectiveOn: APRIL.start }),
    renewalFailed({
      subscriptionId,
      paymentId: 'pay_april',
      effectiveOn: APRIL.start,
      nextRetryOn: '2026-04-04',
      endsOn: '2026-04-08',
    }),
  ];
};

/** What an organization that is upgraded on 16 April, half of it, knows of a team. */
export const teamPlan = (history: readonly SubscriptionEvent[], today: TeamPlan['today'] = '2026-04-16'): TeamPlan => {
  const state = history.reduce(evolveSubscription, initialSubscription());
  if (state.status !== 'active' && state.status !== 'ended') throw new Error('the team has no plan');
  return { state, today };
};

/** A credit for the second half of April, or for a part of it. */
export const halfApril = (amount: number): BillLine =>
  credit(premium(5), { period: REST_OF_APRIL, unitPrice: UNIT_PRICE, amount: -amount });

/** On the organization's invoice: 30.00 for the half of April that the team does not use. */
export const superseded = (team = 'design', data: Partial<Superseded> = {}): Superseded => ({
  subscriptionId: `sub_${team}`,
  spaceId: `team_${team}`,
  effectiveOn: '2026-04-16',
  line: halfApril(30_00),
  funds: [{ paymentId: `pay_${team}`, amount: 30_00 }],
  ...data,
});

/** Nothing stands on the organization's invoice: what there is to give back is refunded. */
export const NOT_ON_INVOICE: Pick<Superseded, 'line' | 'funds'> = { line: null, funds: [] };

const by = 'sub_org';

export const supersedeRequested = (data: Partial<SupersedeRequested['data']> = {}): SupersedeRequested => ({
  type: 'SupersedeRequested',
  data: { subscriptionId: 'sub_design', by, effectiveOn: '2026-04-16', ...data },
});

export const supersedeCalledOff = (data: Partial<SupersedeCalledOff['data']> = {}): SupersedeCalledOff => ({
  type: 'SupersedeCalledOff',
  data: { subscriptionId: 'sub_design', by, ...data },
});

/** The team's plan ends on 16 April, and all of its credit stands on the organization's invoice. */
export const endedForOrganization = (data: Partial<SubscriptionEnded['data']> = {}): SubscriptionEnded => {
  const { line, funds } = superseded();
  return ended({
    subscriptionId: 'sub_design',
    spaceId: 'team_design',
    rootId: 'org_1',
    reason: 'superseded',
    effectiveOn: '2026-04-16',
    superseded: { by, line, funds },
    ...data,
  });
};

export const holdForSupersede = (data: Partial<HoldForSupersede['data']> = {}): HoldForSupersede => ({
  type: 'HoldForSupersede',
  data: { by, superseded: superseded(), ...data },
});

export const releaseFromSupersede = (data: Partial<ReleaseFromSupersede['data']> = {}): ReleaseFromSupersede => ({
  type: 'ReleaseFromSupersede',
  data: { by, superseded: superseded(), ...data },
});

export const supersede = (data: Partial<SupersedeSubscription['data']> = {}): SupersedeSubscription => ({
  type: 'SupersedeSubscription',
  data: { by, superseded: superseded(), ...data },
});

/** Alice stops the trial of the team. */
export const stopTrial = (by: Caller = alice): EndTrial => ({ type: 'EndTrial', data: { by, today: '2026-04-16' } });
