import { dayOf } from '../reference/calendar.js';
import { type PlanView, type ReferenceModel } from '../reference/model.js';
import { type Card, type Change, type Cycle, type PlanName, type Step, type World } from '../steps.js';
import { actorOf, anybody, type Intent, isLikely, pick, prefer, spaceOf } from './intents.js';
import { CURRENCIES, TIERS } from './worlds.js';

const PLANS: readonly PlanName[] = ['premium', 'business', 'enterprise'];
const CYCLES: readonly Cycle[] = ['monthly', 'annual'];

/** One history is mostly about one currency, which its catalog decides. */
const currencyOf = (intent: Intent, world: World): string => {
  const usual = Number(world.catalog[0]?.plans.premium.monthly['EUR'] ?? 0n);
  return pick(CURRENCIES, intent.much % 8 === 7 ? intent.how : usual);
};

/** A tier that has room for everyone, among the smallest; now and then any number. */
const seatsFor = (intent: Intent, used: number): number => {
  if (intent.much % 10 === 9) return pick([0, 1, 2, 6, 7, 15, 50, 51], intent.how);
  const fitting = TIERS.filter((tier) => tier >= used).slice(0, 4);
  return prefer(fitting, TIERS, intent.how);
};

const CARDS: readonly Card[] = ['ok', 'ok', 'failsOnRenewal', 'ok', 'ok', 'failsOnRenewal', 'declined'];

const cardFor = ({ much, how }: Intent, trial: boolean): Card | 'none' =>
  pick([0, 1, 2], much) === 2 && (trial || how % 5 === 4) ? 'none' : pick(CARDS, Math.floor(much / 10));

export const startStep = (intent: Intent, model: ReferenceModel, world: World): Step => {
  const space = spaceOf(intent, model);
  const members = model.membersOf(space);
  // The first member of all spaces of the organization is the same person, so that owners meet (D2).
  const by = isLikely(intent) ? prefer(members, ['stranger'], pick([0, 0, 0, 1], intent.how >> 2)) : anybody(intent);
  const colleague = prefer(members, ['stranger'], (intent.how >> 4) % 3);
  const trial = intent.much % 5 === 2;
  return {
    do: 'start',
    space,
    by,
    owner: intent.much % 6 === 5 ? colleague : by,
    plan: pick(PLANS, intent.how),
    cycle: intent.how % 4 === 1 ? 'annual' : 'monthly',
    seats: seatsFor(intent, model.seatsUsedIn(space)),
    currency: currencyOf(intent, world),
    trial,
    card: cardFor(intent, trial),
  };
};

export const startManualStep = (intent: Intent, model: ReferenceModel, world: World): Step => {
  const space = spaceOf(intent, model);
  return {
    do: 'startManual',
    space,
    by: isLikely(intent) ? 'sales' : anybody(intent),
    owner: prefer(model.membersOf(space), ['stranger'], intent.how % 2),
    plan: pick(PLANS, intent.how),
    cycle: intent.much % 10 === 9 ? 'monthly' : 'annual',
    seats: pick([20, 25, 30, 20, 15], intent.much),
    currency: currencyOf(intent, world),
  };
};

type Parts = Omit<Change, 'do' | 'space' | 'by'>;

/** What lies above or below, nearest first; nothing if it is not to move. */
const beyond = <Thing>(all: readonly Thing[], present: Thing, up: boolean | undefined): readonly Thing[] => {
  if (up === undefined) return [];
  const at = all.indexOf(present);
  return up ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).toReversed();
};

/** Which parts of the plan change, up or down; the last two are mixed. */
const KINDS_OF_CHANGE: readonly { plan?: boolean; cycle?: boolean; seats?: boolean }[] = [
  { seats: true },
  { seats: false },
  { plan: true },
  { seats: true },
  { plan: false },
  { seats: false },
  { plan: true, seats: true },
  { cycle: true },
  { cycle: false },
  { plan: false, seats: false },
  { seats: true },
  { cycle: true, seats: true },
  { plan: true, cycle: true },
  { plan: false, cycle: false, seats: false },
  { plan: true, seats: false },
  { cycle: true, plan: false },
];

const NO_PLAN = { plan: 'premium', cycle: 'monthly', seats: 5, seatsUsed: 0 } as const;

const partsOf = (intent: Intent, plan: PlanView | null): Parts => {
  const now = plan ?? NO_PLAN;
  const kind = pick(KINDS_OF_CHANGE, intent.how);
  const plans = beyond(PLANS, now.plan, kind.plan);
  const cycles = beyond(CYCLES, now.cycle, kind.cycle);
  const seats = beyond(TIERS, now.seats, kind.seats);
  if (intent.much % 12 === 11 || plans.length + cycles.length + seats.length === 0) {
    return { seats: seatsFor(intent, now.seatsUsed) };
  }
  const step = pick([0, 0, 1], intent.much);
  return {
    ...(plans.length > 0 && { plan: pick(plans, step) }),
    ...(cycles.length > 0 && { cycle: pick(cycles, step) }),
    ...(seats.length > 0 && { seats: pick(seats, step) }),
  };
};

export const changeStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  return { do: 'change', space, by: actorOf(intent, model, space), ...partsOf(intent, model.planOf(space)) };
};

type Simple = 'undoChange' | 'cancel' | 'undoCancellation' | 'endTrial';

export const simpleStep = (what: Simple, intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  return { do: what, space, by: actorOf(intent, model, space) };
};

/** By the owner, whoever bills the plan. */
export const replaceCardStep = (intent: Intent, model: ReferenceModel): Step => {
  const space = spaceOf(intent, model);
  const by = isLikely(intent) ? (model.planOf(space)?.owner ?? anybody(intent)) : anybody(intent);
  const card = pick<Card>(['ok', 'ok', 'failsOnRenewal', 'ok', 'ok', 'declined'], intent.much);
  return { do: 'replaceCard', space, by, card };
};

const salesOrAnybody = (intent: Intent): string => (isLikely(intent) ? 'sales' : anybody(intent));

export const recordPaymentStep = (intent: Intent, model: ReferenceModel): Step => ({
  do: 'recordPayment',
  space: spaceOf(intent, model),
  by: salesOrAnybody(intent),
});

export const protectPriceStep = (intent: Intent, model: ReferenceModel): Step => ({
  do: 'protectPrice',
  space: spaceOf(intent, model),
  by: salesOrAnybody(intent),
  protect: intent.how % 3 !== 2,
});

const daysUntil = (day: string, model: ReferenceModel): number => dayOf(day) - dayOf(model.today);

/** A few days, or to the day before, of or after the end of somebody's period; now and then very far. */
export const advanceStep = (intent: Intent, model: ReferenceModel, spaces: readonly string[]): Step => {
  if (intent.how % 40 === 39) return { do: 'advance', days: pick([90, 366, 90, 800], intent.much) };
  const ends = spaces
    .map((space) => model.planOf(space)?.periodEnd)
    .filter((end) => end !== undefined)
    .map((end) => daysUntil(end, model))
    .sort((one, other) => one - other);
  if (intent.how % 2 === 0 || ends.length === 0) {
    return { do: 'advance', days: pick([1, 2, 3, 4, 5, 7, 15, 31], intent.much) };
  }
  // Mostly the nearest: a year is gone too soon otherwise.
  const days = intent.how % 8 === 7 ? pick(ends, intent.space) : pick(ends, 0);
  return { do: 'advance', days: Math.max(1, days + pick([0, -1, 1], intent.much)) };
};
