import {
  chargeAfterTrial,
  coverageDecider,
  coverOf,
  presentOwnerOf,
  Refusal,
  refuseUnlessTeamsCanBeSuperseded,
  subscriptionDecider,
  supersededPlans,
  takenTeams,
  teamsOf,
  totalOf,
  type ActiveSubscription,
  type Catalog,
  type LocalDate,
  type Subscription,
  type SubscriptionCommand,
  type Superseded,
  type SupersedingPlan,
  type TeamPlan,
} from '#domain';
import { RetryLater } from '#jobs';
import { dayIn, startOfDay } from '#platform';
import { systemContext, type CommandContext } from '../kernel/context.js';
import type { Days } from '../kernel/days.js';
import type { Decisions } from '../kernel/decide-and-append.js';
import { coverageStream, subscriptionStream } from '../kernel/streams.js';

type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;

/** While a team's own payment is open its plan cannot be held; milliseconds of the machine's clock. */
const WAIT_FOR_TEAM_MS = 1_000;

const isPending = (error: unknown): boolean => error instanceof Refusal && error.code === 'payment.pending';

/** The plans of an organization's teams, of which its own paid plan takes the place (D2). */
export class TeamPlans {
  constructor(
    private readonly decisions: Decisions,
    private readonly days: Days,
  ) {}

  /** Those that live now, by the id of the team. */
  async living(rootId: string): Promise<ReadonlyMap<string, TeamPlan>> {
    const { state: coverage } = await this.decisions.load(coverageStream(rootId), coverageDecider);
    const plans = new Map<string, TeamPlan>();
    for (const [teamId, { subscriptionId }] of takenTeams(coverage)) {
      const plan = await this.#plan(subscriptionId);
      if (plan !== null) plans.set(teamId, plan);
    }
    return plans;
  }

  /** The plan of the organization itself; null when it never had one. */
  async organizationOf(rootId: string): Promise<Subscription | null> {
    const { state: coverage } = await this.decisions.load(coverageStream(rootId), coverageDecider);
    const cover = coverOf(coverage, rootId);
    return cover === null ? null : this.#load(cover.subscriptionId);
  }

  /**
   * Lets every plan stand still until the organization is paid for.
   * @throws Refusal `upgrade.teams_changed` when one is no longer what was priced; RetryLater while a payment is open.
   */
  async hold(by: string, supersedes: readonly Superseded[], cause: Cause): Promise<void> {
    for (const superseded of supersedes) {
      try {
        await this.#decide(superseded.subscriptionId, `hold-${by}`, {
          command: { type: 'HoldForSupersede', data: { by, superseded } },
          cause,
        });
      } catch (error) {
        if (isPending(error)) throw new RetryLater('a payment of a team is open', WAIT_FOR_TEAM_MS);
        throw error;
      }
    }
  }

  async release(by: string, supersedes: readonly Superseded[], cause: Cause): Promise<void> {
    for (const superseded of supersedes) {
      const command = { type: 'ReleaseFromSupersede', data: { by, superseded } } as const;
      await this.#decide(superseded.subscriptionId, `release-${by}`, { command, cause });
    }
  }

  async end(by: string, supersedes: readonly Superseded[], cause: Cause): Promise<void> {
    for (const superseded of supersedes) {
      const command = { type: 'SupersedeSubscription', data: { by, superseded } } as const;
      await this.#decide(superseded.subscriptionId, `supersede-${by}`, { command, cause });
    }
  }

  /**
   * Ends the plans of the teams at the paid start of an organization that was in trial, each with what is credited for
   * it. Asked again after a crash it answers what was recorded then.
   */
  async endForTrial(state: ActiveSubscription, catalog: Catalog, cause: Cause): Promise<readonly Superseded[]> {
    const { subscriptionId, spaceId, currency, timeZone } = state.account;
    const paidFrom = startOfDay(timeZone, state.current.period.end);
    const { state: coverage } = await this.decisions.load(coverageStream(spaceId), coverageDecider);
    const ownerId = presentOwnerOf(state);
    let charge = chargeAfterTrial(state, catalog);
    const all: Superseded[] = [];
    for (const [, cover] of teamsOf(coverage)) {
      const plan = { subscriptionId, ownerId, currency, charge };
      const ended = await this.#endOne(cover.subscriptionId, { plan, paidFrom }, cause);
      charge -= totalOf(ended.flatMap(({ funds }) => funds));
      all.push(...ended);
    }
    return all;
  }

  async #endOne(
    teamSubscriptionId: string,
    { plan, paidFrom }: { readonly plan: SupersedingPlan; readonly paidFrom: string },
    cause: Cause,
  ): Promise<readonly Superseded[]> {
    const found = await this.#planAt(teamSubscriptionId, paidFrom);
    if (found === null) return [];
    refuseUnlessTeamsCanBeSuperseded(found.state.status === 'active' ? [found] : []);
    const [superseded] = supersededPlans(plan, [found]);
    if (superseded === undefined || found.state.status === 'ended') return superseded === undefined ? [] : [superseded];
    await this.end(plan.subscriptionId, [superseded], cause);
    const after = await this.#planAt(teamSubscriptionId, paidFrom);
    return after === null ? [] : supersededPlans(plan, [after]);
  }

  /** The team pays until its organization does, however late the trial's end is dealt with. */
  async #planAt(subscriptionId: string, instant: string): Promise<TeamPlan | null> {
    const plan = await this.#plan(subscriptionId);
    return plan && { ...plan, today: dayIn(plan.state.account.timeZone, instant) as LocalDate };
  }

  async #plan(subscriptionId: string): Promise<TeamPlan | null> {
    const state = await this.#load(subscriptionId);
    if (state.status !== 'active' && state.status !== 'ended') return null;
    return { state, today: this.days.todayIn(state.account.timeZone) };
  }

  async #load(subscriptionId: string): Promise<Subscription> {
    const { state } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    return state;
  }

  async #decide(
    subscriptionId: string,
    step: string,
    { command, cause }: { readonly command: SubscriptionCommand; readonly cause: Cause },
  ): Promise<void> {
    await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: () => command,
      context: systemContext(`${step}-${subscriptionId}`, cause),
    });
  }
}
