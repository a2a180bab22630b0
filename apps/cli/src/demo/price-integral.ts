import type { Cycle, Selection } from '../client/index.js';
import { daysBetween, daysFrom, monthsAfter } from './calendar.js';
import { STORY, type Scene, type SpaceId } from './story.js';

/** Minor units for one seat for a whole cycle. */
export type PriceOf = (plan: string, cycle: Cycle) => number;

/** What a space's plan is from a day on. */
interface Phase extends Selection {
  readonly on: string;
}

const MONTHS: Readonly<Record<Cycle, number>> = { monthly: 1, annual: 12 };

const phasesOf = (scenes: readonly Scene[]): Phase[] =>
  scenes.reduce<Phase[]>((phases, scene) => {
    if (scene.asks === 'upgrade') return [...phases, { on: scene.on, ...scene.to }];
    const last = phases.at(-1);
    if (scene.asks !== 'change' || last === undefined) return phases;
    const { plan = last.plan, seats = last.seats } = scene.to;
    return [...phases, { ...last, on: scene.on, plan, seats }];
  }, []);

const isCancelled = (scenes: readonly Scene[]): boolean =>
  scenes.findLast(({ asks }) => asks === 'cancel' || asks === 'undoCancellation')?.asks === 'cancel';

/** The periods that begin until a day: only the first of a plan that is cancelled in it. */
const boundaries = (scenes: readonly Scene[], { on, cycle }: Phase, until: string): string[] => {
  const days = [on];
  const cancelledOn = isCancelled(scenes) ? scenes.findLast(({ asks }) => asks === 'cancel')?.on : undefined;
  for (let k = 1; (days.at(-1) ?? '') <= (cancelledOn ?? until); k += 1) days.push(monthsAfter(on, k * MONTHS[cycle]));
  return days;
};

/** Halves away from zero; amounts are never negative here. */
const rounded = (numerator: bigint, denominator: bigint): number =>
  Number((2n * numerator + denominator) / (2n * denominator));

/**
 * What a space owes, by the steps of the story and the prices alone: for each period, each day's seats at each day's
 * price, divided by the days of the period, rounded once. Minor units.
 */
export const priceIntegral = (space: SpaceId, priceOf: PriceOf, until: string): number => {
  const scenes = STORY.filter((scene) => scene.space === space);
  const phases = phasesOf(scenes);
  const [first] = phases;
  if (first === undefined) return 0;
  const days = boundaries(scenes, first, until);
  const priceOn = (day: string): bigint => {
    const { plan, cycle, seats } = phases.findLast(({ on }) => on <= day) ?? first;
    return BigInt(seats * priceOf(plan, cycle));
  };
  const owed = days.slice(0, -1).map((start, k) => {
    const end = days[k + 1] ?? start;
    const total = daysFrom(start, end).reduce((sum, day) => sum + priceOn(day), 0n);
    return rounded(total, BigInt(daysBetween(start, end)));
  });
  return owed.reduce((sum, amount) => sum + amount, 0);
};
