import { business, changePlan, priced, specFor, started, trialling } from '../testing/index.js';
import type { Cycle } from '../catalog/catalog.js';
import { replay } from '../kernel/decider.js';
import { Refusal } from '../kernel/refusal.js';
import type { ChangePlan } from './change-plan.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { firstTerm, periodOf, type PricedPeriod } from './term.js';

const given = specFor(subscriptionDecider);

type Direction = 'up' | 'same' | 'down';
const DIRECTIONS: readonly Direction[] = ['up', 'same', 'down'];

/** From Business for ten: Enterprise is up, Premium is down; fifteen seats are up, five are down. */
const PLAN: Readonly<Record<Direction, string>> = { up: 'enterprise', same: 'business', down: 'premium' };
const SEATS: Readonly<Record<Direction, number>> = { up: 15, same: 10, down: 5 };
/** A month can only become a year, and a year only months. */
const CYCLES: Readonly<Record<Direction, { readonly from: Cycle; readonly to: Cycle }>> = {
  up: { from: 'monthly', to: 'annual' },
  same: { from: 'monthly', to: 'monthly' },
  down: { from: 'annual', to: 'monthly' },
};

const requests = DIRECTIONS.flatMap((plan) =>
  DIRECTIONS.flatMap((cycle) => DIRECTIONS.map((seats) => ({ plan, cycle, seats }))),
);
type Request = (typeof requests)[number];

const has = (request: Request, direction: Direction): boolean => Object.values(request).includes(direction);
const mixed = requests.filter((request) => has(request, 'up') && has(request, 'down'));
const oneWay = requests.filter((request) => !(has(request, 'up') && has(request, 'down')));

const inCycle = (cycle: Cycle): PricedPeriod => {
  const term = firstTerm('2026-04-01', cycle);
  return priced({ term, period: periodOf(term, 0), unitPrice: cycle === 'annual' ? 304_90 : 30_49 });
};

const before = ({ cycle }: Request): readonly SubscriptionEvent[] => {
  const { from } = CYCLES[cycle];
  return started({ ...inCycle(from), to: business(10, from) });
};

const command = ({ plan, cycle, seats }: Request): ChangePlan =>
  changePlan({ plan: PLAN[plan], cycle: CYCLES[cycle].to, seats: SEATS[seats] });

const outcome = (history: readonly SubscriptionEvent[], asked: ChangePlan): readonly string[] => {
  try {
    return subscriptionDecider.decide(asked, replay(subscriptionDecider, history)).map(({ type }) => type);
  } catch (error) {
    if (error instanceof Refusal) return [error.code];
    throw error;
  }
};

describe('the parts of one request (D13)', () => {
  it('are three, each up, down or the same: twelve of the 27 requests are mixed', () =>
    expect([requests.length, mixed.length]).toStrictEqual([27, 12]));

  it.each(mixed)('D13 plan $plan, cycle $cycle, seats $seats is refused, and says which part goes where', (request) =>
    given(...before(request))
      .when(command(request))
      .thenRefused('change.mixed', request),
  );

  it.each(oneWay)('D12, D13 plan $plan, cycle $cycle, seats $seats is taken', (request) => {
    const down = has(request, 'down') ? ['ChangeScheduled'] : [];
    const expected = has(request, 'up') ? ['PaidChangeRequested'] : down;
    expect(outcome(before(request), command(request))).toStrictEqual(expected);
  });

  it.each(requests)('D11 in a trial plan $plan, cycle $cycle, seats $seats is one free change', (request) => {
    const { from } = CYCLES[request.cycle];
    const history = trialling({}, { ...inCycle(from), to: business(10, from) });
    const expected = has(request, 'up') || has(request, 'down') ? ['TrialChanged'] : [];
    expect(outcome(history, command(request))).toStrictEqual(expected);
  });
});
