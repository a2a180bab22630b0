import { coverageDecider, type CoverageCommand } from '../coverage/coverage.decider.js';
import type { CoverageEvent, UpgradeRequested } from '../coverage/coverage.events.js';
import { initialCoverage, type Coverage } from '../coverage/coverage.state.js';
import { takenTeams, teamsOf } from '../coverage/who-is-covered.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { Refusal } from '../kernel/refusal.js';
import type { Space } from '../space/space.state.js';
import {
  chargeAfterTrial,
  initialSubscription,
  isPaidAfterTrial,
  nextDue,
  openAmount,
  subscriptionDecider,
  supersededPlans,
  totalOf,
  type ActiveSubscription,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
  type Superseded,
  type TeamPlan,
} from '../subscription/index.js';
import { CATALOG } from './catalog.builders.js';
import { requestUpgrade } from './coverage.builders.js';
import { alice } from './people.js';
import { organizationCreated, peopled, spaceOf, teamCreated } from './space.builders.js';
import { card, enterprise, premium } from './subscription.builders.js';

export type SpaceId = 'org_1' | 'team_a' | 'team_b';

const SPACES: Readonly<Record<SpaceId, Space>> = {
  org_1: spaceOf(peopled(organizationCreated({ spaceId: 'org_1' }))),
  team_a: spaceOf(peopled(teamCreated({ spaceId: 'team_a' }))),
  team_b: spaceOf(peopled(teamCreated({ spaceId: 'team_b' }))),
};

type Step = 'hold' | 'charge' | 'open' | 'end' | 'complete' | 'release' | 'fail' | 'done';

interface Upgrade {
  readonly request: UpgradeRequested['data'];
  readonly endsBy: LocalDate;
  step: Step;
}

/** How the next step of an upgrade goes. */
export interface Luck {
  readonly isPaid: boolean;
  /** It stops in the middle, after one team, and is done again later. */
  readonly crashes: boolean;
}

/** What one subscription covered: days `[start, end)`. */
export interface Covered {
  readonly subscriptionId: string;
  readonly spaceId: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
}

const DUE_ROUNDS_MAX = 50;
const UPGRADE_STEPS_MAX = 6;
/** An upgrade is under way for so many days at most: it has ended long before the trial that it may begin. */
const UPGRADE_DAYS_MAX = 7;

/** False when a rule forbids it; an error of another kind is a bug and goes on. */
const isAllowed = (run: () => void): boolean => {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/**
 * An organization with two teams, their subscriptions and the upgrades that are under way, all in memory: what is asked
 * for, and each step that follows from it, can come in any order, as it can where several processes work.
 */
export class OrganizationWorld {
  #today: LocalDate = '2026-04-01';
  #coverage: Coverage = initialCoverage();
  #count = 0;
  readonly #histories = new Map<string, readonly SubscriptionEvent[]>();
  readonly #upgrades: Upgrade[] = [];

  /** @param declines which payments of renewals are declined, one after the other and over again. */
  constructor(private readonly declines: readonly boolean[]) {}

  request(spaceId: SpaceId, { isTrial, ownerId }: { readonly isTrial: boolean; readonly ownerId: string }): boolean {
    this.#count += 1;
    const command = requestUpgrade({
      ...{ subscriptionId: `sub_${this.#count}`, paymentId: `pay_${this.#count}`, space: SPACES[spaceId] },
      ...{ isTrial, ownerId, today: this.#today, paymentMethod: card() },
      selection: spaceId === 'org_1' ? enterprise(5) : premium(5),
      teams: new Map(takenTeams(this.#coverage).flatMap(([teamId, cover]) => this.#plan(teamId, cover.subscriptionId))),
    });
    return isAllowed(() => {
      for (const event of this.#decideCoverage(command)) {
        if (event.type !== 'UpgradeRequested') continue;
        const endsBy = addDays(this.#today, UPGRADE_DAYS_MAX);
        this.#upgrades.push({ request: event.data, endsBy, step: 'hold' });
      }
    });
  }

  /** The next step of an upgrade that is under way. */
  carryOn(which: number, luck: Luck): boolean {
    const open = this.#upgrades.filter(({ step }) => step !== 'done');
    const upgrade = open[which % Math.max(open.length, 1)];
    return upgrade !== undefined && isAllowed(() => this.#carryOn(upgrade, luck));
  }

  /** Every upgrade that is under way comes to its end: until then it may have begun, and its teams not have ended yet. */
  finishUpgrades(): void {
    for (let step = 0; step < UPGRADE_STEPS_MAX * this.#upgrades.length; step += 1) {
      this.carryOn(step, { isPaid: true, crashes: false });
    }
  }

  /** The cover of a subscription that has ended is freed. */
  free(which: number): boolean {
    const ended = [...this.#histories].flatMap(([, history]) =>
      history.filter((event) => event.type === 'SubscriptionEnded'),
    );
    const end = ended[which % Math.max(ended.length, 1)];
    if (end === undefined) return false;
    const { subscriptionId, spaceId } = end.data;
    return this.#decideCoverage({ type: 'EndCoverage', data: { subscriptionId, spaceId } }).length > 0;
  }

  /** The owner cancels the plan that a space has, or stops its trial. */
  cancel(spaceId: SpaceId, isAtOnce: boolean): boolean {
    const active = this.#active().find(({ account }) => account.spaceId === spaceId);
    if (active === undefined) return false;
    const { subscriptionId, ownerId } = active.account;
    const data = { by: { ...alice, memberId: ownerId }, today: this.#today };
    const type = isAtOnce ? 'EndTrial' : 'CancelPlan';
    return isAllowed(() => this.#decide(subscriptionId, { type, data }));
  }

  /** Midnight, and everything that is due by itself. */
  nextDay(): void {
    if (this.#upgrades.some(({ endsBy, step }) => endsBy <= this.#today && step !== 'done')) this.finishUpgrades();
    this.#today = addDays(this.#today, 1);
    for (let round = 0; round < DUE_ROUNDS_MAX; round += 1) {
      const due = this.#active().filter((state) => (nextDue(state)?.on ?? this.#today) <= this.#today);
      if (!due.map((state) => isAllowed(() => this.#doWhatIsDue(state))).some(Boolean)) return;
    }
  }

  /** What each subscription has covered until today; the trial of an organization covers no team (D2). */
  covered(): readonly Covered[] {
    return [...this.#histories.values()].flatMap((history) => {
      const opening = history.find((event) => event.type === 'SubscriptionOpened');
      const isOrganization = opening?.data.spaceKind === 'organization';
      const start = history.find(
        ({ type }) =>
          type === 'PlanUpgraded' || type === 'TrialConverted' || (type === 'TrialStarted' && !isOrganization),
      );
      if (opening === undefined || start === undefined || !('effectiveOn' in start.data)) return [];
      const end = history.find((event) => event.type === 'SubscriptionEnded');
      const { subscriptionId, spaceId } = opening.data;
      const endsOn = end?.data.effectiveOn ?? addDays(this.#today, 1);
      return [{ subscriptionId, spaceId, start: start.data.effectiveOn, end: endsOn }];
    });
  }

  /** How many plans ended for an organization. */
  get supersededCount(): number {
    return [...this.#histories.values()].filter((history) =>
      history.some((event) => event.type === 'SubscriptionEnded' && event.data.reason === 'superseded'),
    ).length;
  }

  #carryOn(upgrade: Upgrade, { isPaid, crashes }: Luck): void {
    const { request, step } = upgrade;
    const teams = crashes ? request.supersedes.slice(0, 1) : request.supersedes;
    const next = step === 'charge' ? (isPaid ? 'open' : 'release') : this.#steps[step](request, teams);
    if (!crashes || next === 'release') upgrade.step = next;
  }

  /** Each step, for some of the teams, and what follows it: as the automations of an upgrade go. */
  readonly #steps: Readonly<
    Record<Exclude<Step, 'charge'>, (request: Upgrade['request'], teams: readonly Superseded[]) => Step>
  > = {
    hold: ({ subscriptionId: by, paymentId }, teams) => {
      if (!this.#isHeld(by, teams)) return 'release';
      return paymentId === null ? 'open' : 'charge';
    },
    open: (request) => {
      this.#decide(request.subscriptionId, { type: 'OpenSubscription', data: request });
      return 'end';
    },
    end: ({ subscriptionId: by }, teams) => {
      this.#forEach(teams, (superseded) => ({ type: 'SupersedeSubscription', data: { by, superseded } }));
      return 'complete';
    },
    release: ({ subscriptionId: by }, teams) => {
      this.#forEach(teams, (superseded) => ({ type: 'ReleaseFromSupersede', data: { by, superseded } }));
      return 'fail';
    },
    complete: ({ subscriptionId, spaceId }) => {
      this.#decideCoverage({ type: 'CompleteUpgrade', data: { subscriptionId, spaceId } });
      return 'done';
    },
    fail: ({ subscriptionId, spaceId, paymentId }) => {
      const data = { subscriptionId, spaceId, paymentId, reason: 'card_declined' };
      this.#decideCoverage({ type: 'FailUpgrade', data });
      return 'done';
    },
    done: () => 'done',
  };

  #isHeld(by: string, teams: readonly Superseded[]): boolean {
    try {
      this.#forEach(teams, (superseded) => ({ type: 'HoldForSupersede', data: { by, superseded } }));
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'upgrade.teams_changed') return false;
      throw error;
    }
  }

  #doWhatIsDue(state: ActiveSubscription): void {
    const { subscriptionId } = state.account;
    const today = this.#today;
    switch (nextDue(state)?.what) {
      case 'renewal': {
        const supersedes = this.#endTeamsFor(state);
        this.#decide(subscriptionId, {
          type: 'RenewSubscription',
          data: { today, catalog: CATALOG, seatsTaken: 3, supersedes },
        });
        break;
      }
      case 'retry':
        this.#decide(subscriptionId, { type: 'RetryRenewalPayment', data: { today, paymentId: this.#nextPayment() } });
        break;
      default:
        this.#decide(subscriptionId, { type: 'AnnounceTrialEnd', data: { today } });
    }
    this.#collect(subscriptionId);
  }

  /** At the paid start of an organization's trial the plans of its teams end, one after the other (D2). */
  #endTeamsFor(state: ActiveSubscription): readonly Superseded[] {
    const { subscriptionId: by, spaceKind, ownerId, currency } = state.account;
    if (state.trial === null || spaceKind !== 'organization' || !isPaidAfterTrial(state)) return [];
    let charge = chargeAfterTrial(state, CATALOG);
    return teamsOf(this.#coverage).flatMap(([teamId, cover]) => {
      const plans = this.#plan(teamId, cover.subscriptionId).map(([, plan]) => plan);
      const ended = supersededPlans({ subscriptionId: by, ownerId, currency, charge }, plans);
      this.#forEach(ended, (superseded) => ({ type: 'SupersedeSubscription', data: { by, superseded } }));
      charge -= totalOf(ended.flatMap(({ funds }) => funds));
      return ended;
    });
  }

  /** The open invoice of a renewal is paid, or declined, at once. */
  #collect(subscriptionId: string): void {
    const state = this.#state(subscriptionId);
    if (state.status !== 'active' || openAmount(state.ledger) === 0) return;
    if (state.pastDue !== null && state.pastDue.retry === null) return;
    const isDeclined = this.declines[this.#count % Math.max(this.declines.length, 1)] ?? false;
    const { term, k } = state.current;
    const paymentId = state.pastDue?.retry?.paymentId ?? this.#nextPayment();
    const invoice = { paymentId, invoiceNumber: 'FA-2026-000001', term: term.index, k, today: this.#today };
    const net = openAmount(state.ledger);
    this.#decide(
      subscriptionId,
      isDeclined
        ? { type: 'RecordRenewalFailure', data: { ...invoice, reason: 'card_declined' } }
        : { type: 'RecordPaymentReceived', data: { ...invoice, net } },
    );
  }

  #nextPayment(): string {
    this.#count += 1;
    return `pay_${this.#count}`;
  }

  #plan(teamId: string, subscriptionId: string): readonly (readonly [string, TeamPlan])[] {
    const state = this.#state(subscriptionId);
    const isKnown = state.status === 'active' || state.status === 'ended';
    return isKnown ? [[teamId, { state, today: this.#today }]] : [];
  }

  #active(): readonly ActiveSubscription[] {
    return [...this.#histories.keys()].map((id) => this.#state(id)).filter((state) => state.status === 'active');
  }

  #state(subscriptionId: string): Subscription {
    return (this.#histories.get(subscriptionId) ?? []).reduce(subscriptionDecider.evolve, initialSubscription());
  }

  #forEach(teams: readonly Superseded[], command: (superseded: Superseded) => SubscriptionCommand): void {
    for (const superseded of teams) this.#decide(superseded.subscriptionId, command(superseded));
  }

  #decide(subscriptionId: string, command: SubscriptionCommand): void {
    const events = subscriptionDecider.decide(command, this.#state(subscriptionId));
    this.#histories.set(subscriptionId, [...(this.#histories.get(subscriptionId) ?? []), ...events]);
  }

  #decideCoverage(command: CoverageCommand): readonly CoverageEvent[] {
    const events = coverageDecider.decide(command, this.#coverage);
    this.#coverage = events.reduce(coverageDecider.evolve, this.#coverage);
    return events;
  }
}
