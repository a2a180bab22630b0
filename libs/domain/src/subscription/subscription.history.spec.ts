import fc from 'fast-check';
import {
  adam,
  alice,
  cancelPlan,
  CATALOG,
  changePlan,
  failChange,
  mia,
  openSubscription,
  premium,
  priced,
  reassignOwner,
  renew,
  settleChange,
  TIERS,
  undoCancellation,
  undoChange,
} from '../testing/index.js';
import { seatPrice, versionNamed } from '../catalog/catalog.js';
import { replay } from '../kernel/decider.js';
import { addDays, daysIn, type LocalDate } from '../kernel/local-date.js';
import { Refusal } from '../kernel/refusal.js';
import { bill, wholePeriodLine, type Selection } from './bill.js';
import type { Caller } from './rights.js';
import { subscriptionDecider, type SubscriptionCommand } from './subscription.decider.js';
import type { BilledEvent, SubscriptionEvent } from './subscription.events.js';
import { nextDue } from './due.js';
import { billingOwnerOf, type ActiveSubscription, type Subscription } from './subscription.state.js';

/** What a command needs to know of the moment in which it is given. */
interface Moment {
  readonly today: LocalDate;
  readonly owner: Caller;
}

type Command = (moment: Moment) => SubscriptionCommand;

/** One thing that happens some days after the one before it. */
interface Happening {
  readonly afterDays: number;
  readonly command: Command;
}

const PEOPLE = [alice, adam, mia] as const;
const people = fc.constantFrom<Caller>(...PEOPLE);
const plans = fc.constantFrom('premium', 'premium', 'premium', 'business', 'enterprise');
const ownerOf = (state: Subscription): Caller =>
  PEOPLE.find(({ memberId }) => memberId === billingOwnerOf(state)) ?? alice;

/** Mostly the owner of the moment; the others are refused. */
const callers = fc.oneof(
  { weight: 4, arbitrary: fc.constant((owner: Caller) => owner) },
  { weight: 1, arbitrary: people.map((person) => () => person) },
);

const changes: fc.Arbitrary<Command> = fc
  .record({
    caller: callers,
    plan: plans,
    seats: fc.constantFrom(...TIERS.slice(0, 12)),
    seatsTaken: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ caller, ...data }) =>
      ({ today, owner }) =>
        changePlan({ ...data, today, by: caller(owner) }),
  );

const byCaller = (make: (data: { by: Caller; today: LocalDate }) => SubscriptionCommand): fc.Arbitrary<Command> =>
  callers.map(
    (caller) =>
      ({ today, owner }) =>
        make({ by: caller(owner), today }),
  );

const reassignments: fc.Arbitrary<Command> = fc.record({ caller: callers, to: people }).map(
  ({ caller, to }) =>
    ({ today, owner }) =>
      reassignOwner({ by: caller(owner), to: to.memberId, today }),
);

const renewals: fc.Arbitrary<Command> = fc.integer({ min: 1, max: 12 }).map(
  (seatsTaken) =>
    ({ today }) =>
      renew({ today, seatsTaken }),
);

const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: changes },
  { weight: 6, arbitrary: fc.constant<Command>(() => settleChange()) },
  { weight: 2, arbitrary: fc.constant<Command>(() => failChange()) },
  { weight: 1, arbitrary: byCaller(cancelPlan) },
  { weight: 3, arbitrary: byCaller(undoCancellation) },
  { weight: 1, arbitrary: byCaller(undoChange) },
  { weight: 1, arbitrary: reassignments },
  { weight: 3, arbitrary: renewals },
);

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({ afterDays: fc.integer({ min: 0, max: 10 }), command: commands }),
  { minLength: 10, maxLength: 60 },
);

interface Lived {
  readonly events: readonly SubscriptionEvent[];
  readonly states: readonly Subscription[];
}

const decideOrRefuse = (command: SubscriptionCommand, state: Subscription): readonly SubscriptionEvent[] => {
  try {
    return subscriptionDecider.decide(command, state);
  } catch (error) {
    // Refused, so nothing is written. Anything else, a broken invariant above all, fails the property.
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** Opens on 31 January 2026 and lets everything happen in turn. What is due is renewed first, as the system does. */
const live = (list: readonly Happening[]): Lived => {
  const first = priced({
    term: { index: 0, anchorOn: '2026-01-31', monthsFromAnchor: 0, cycle: 'monthly' },
    period: { start: '2026-01-31', end: '2026-02-28' },
  });
  const line = wholePeriodLine(premium(2), first.period, first.unitPrice);
  const events: SubscriptionEvent[] = [];
  const states: Subscription[] = [subscriptionDecider.initialState()];
  const run = (command: SubscriptionCommand): void => {
    const state = states.at(-1)!;
    const decided = decideOrRefuse(command, state);
    events.push(...decided);
    states.push(decided.reduce(subscriptionDecider.evolve, state));
  };
  run(openSubscription({ priced: first, selection: premium(2), bill: bill('start', 'EUR', [line]) }));
  let today: LocalDate = '2026-01-31';
  for (const { afterDays, command } of list) {
    today = addDays(today, afterDays);
    const boundary = nextDue(states.at(-1)!)?.on ?? null;
    if (boundary !== null && boundary <= today) run(settleChange());
    run(renew({ today }));
    run(command({ today, owner: ownerOf(states.at(-1)!) }));
  }
  return { events, states };
};

const isBilled = (event: SubscriptionEvent): event is BilledEvent =>
  event.type === 'PlanUpgraded' || event.type === 'SeatsChanged' || event.type === 'SubscriptionRenewed';

const activeStates = (states: readonly Subscription[]): ActiveSubscription[] =>
  states.filter((state) => state.status === 'active');

const holdsFor = (check: (lived: Lived) => void): void =>
  fc.assert(
    fc.property(happenings, (list) => check(live(list))),
    { numRuns: 300 },
  );

const dailyPrice = ({ plan, cycle, seats }: Selection): bigint =>
  BigInt(seats * seatPrice(versionNamed(CATALOG, '2026-01'), plan, cycle, 'EUR'));

/** What each period owes, counted day by day from the events alone, rounded once. */
const owedByPeriod = (events: readonly SubscriptionEvent[]): Map<string, number> => {
  const billed = events.filter(isBilled);
  const owed = new Map<string, number>();
  for (const { data: start } of billed.filter(({ data }) => data.effectiveOn === data.period.start)) {
    const { period } = start;
    let total = 0n;
    for (let day = period.start; day < period.end; day = addDays(day, 1)) {
      const inForce = billed.findLast(({ data }) => data.k === start.k && data.effectiveOn <= day)!;
      total += dailyPrice(inForce.data.to);
    }
    const days = BigInt(daysIn(period));
    owed.set(String(start.k), Number((2n * total + days) / (2n * days)));
  }
  return owed;
};

const billedByPeriod = (events: readonly SubscriptionEvent[]): Map<string, number> => {
  const billed = new Map<string, number>();
  for (const { data } of events.filter(isBilled)) {
    const key = String(data.k);
    billed.set(key, (billed.get(key) ?? 0) + data.bill.net);
  }
  return billed;
};

describe('after any history of one subscription (section 10)', () => {
  it('10.2 the lines of each bill add up, and nothing due is negative', () =>
    holdsFor(({ events }) => {
      for (const { data } of events.filter(isBilled)) {
        expect(data.bill.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(data.bill.net);
        expect(data.bill.net).toBeGreaterThanOrEqual(0);
      }
    }));

  it('10.3 each period is billed the price of its days, to the cent', () =>
    holdsFor(({ events }) => expect(billedByPeriod(events)).toStrictEqual(owedByPeriod(events))));

  it('section 9: the periods follow each other without a gap or an overlap', () =>
    holdsFor(({ events }) => {
      const starts = events.filter(isBilled).filter(({ data }) => data.effectiveOn === data.period.start);
      const periods = [...new Map(starts.map(({ data }) => [data.k, data.period])).values()];
      periods.slice(1).forEach((period, i) => expect(period.start).toBe(periods[i]?.end));
    }));

  it('10.4 there is one owner and at most one pending change, which happens at the renewal', () =>
    holdsFor(({ states }) => {
      for (const state of activeStates(states)) {
        expect(billingOwnerOf(state)).toMatch(/^(alice|adam|mia)$/);
        expect([undefined, state.current.period.end]).toContain(state.pendingChange?.effectiveOn);
      }
    }));

  it('10.6 the live state is the replayed state', () =>
    holdsFor(({ events, states }) => expect(replay(subscriptionDecider, events)).toStrictEqual(states.at(-1))));

  it('10.8 only the owner of that moment asks for a paid change', () =>
    holdsFor(({ events }) => {
      events.forEach((event, i) => {
        if (event.type !== 'PaidChangeRequested') return;
        const before = replay(subscriptionDecider, events.slice(0, i));
        expect(event.data.requestedBy).toBe(billingOwnerOf(before));
      });
    }));

  it('R9 the subscription never moves to another space', () =>
    holdsFor(({ states }) => {
      for (const state of states.slice(1)) {
        expect(state).toMatchObject({ account: { subscriptionId: 'sub_1', spaceId: 'space_1' } });
      }
    }));

  it('the same command twice writes nothing the second time', () =>
    fc.assert(
      fc.property(happenings, commands, fc.integer({ min: 0, max: 5 }), (list, command, afterDays) => {
        const { states } = live(list);
        const state = states.at(-1)!;
        const today = addDays(nextDue(state)?.on ?? '2026-06-01', -1 - afterDays);
        const same = command({ today, owner: ownerOf(state) });
        const first = decideOrRefuse(same, state);
        const second = decideOrRefuse(same, first.reduce(subscriptionDecider.evolve, state));
        expect(second).toStrictEqual([]);
      }),
      { numRuns: 300 },
    ));
});
