import type { LocalDate } from '../kernel/local-date.js';
import { SEAT_MARKS, type SeatMark, type SeatUsage } from './seat-marks.js';
import type { SeatUsageChanged } from './subscription.events.js';
import { countsFrom, type ActiveSubscription, type Subscription } from './subscription.state.js';

/** One change of the membership, as the space's stream tells it. */
export interface SeatStep {
  /** Members that take a seat, before and after. */
  readonly before: number;
  readonly after: number;
  readonly spaceRevision: number;
  /** The day in the subscription's time zone. */
  readonly on: LocalDate;
}

/** The system's own command, given when the membership has changed. */
export interface NoteSeatUsage {
  readonly type: 'NoteSeatUsage';
  /** In their order. Steps that were noted before are passed over. */
  readonly data: { readonly steps: readonly SeatStep[] };
}

const NEARLY_USED_PERCENT = 90;

/** How many marks are crossed: 0 to 3. */
const marksCrossed = (members: number, seats: number): number => {
  if (members > seats) return 3;
  if (members === seats) return 2;
  return members * 100 >= seats * NEARLY_USED_PERCENT ? 1 : 0;
};

/** The highest mark that one step crosses upwards; null when it crosses none. */
const markOf = ({ before, after }: SeatStep, seats: number): SeatMark | null => {
  const crossed = marksCrossed(after, seats);
  return crossed > marksCrossed(before, seats) ? (SEAT_MARKS[crossed - 1] ?? null) : null;
};

const noted = (state: ActiveSubscription, step: SeatStep): SeatUsageChanged | null => {
  const { account, selection, seatUsage } = state;
  const { seats } = selection;
  const crossed = markOf(step, seats);
  const mark = crossed !== null && !seatUsage.told.includes(crossed) ? crossed : null;
  const isOverLimit = step.after > seats;
  if (mark === null && isOverLimit === (seatUsage.overLimitSince !== null)) return null;
  const { subscriptionId } = account;
  const { after: members, spaceRevision } = step;
  const effectiveOn = countsFrom(state, step.on);
  return {
    type: 'SeatUsageChanged',
    data: { subscriptionId, members, seats, mark, isOverLimit, spaceRevision, effectiveOn },
  };
};

export const usageAfter = (usage: SeatUsage, { data }: SeatUsageChanged): SeatUsage => ({
  told: data.mark === null ? usage.told : [...usage.told, data.mark],
  overLimitSince: data.isOverLimit ? (usage.overLimitSince ?? data.effectiveOn) : null,
  spaceRevision: data.spaceRevision,
});

/** D15. The service continues whatever the members are; each mark is told once a period. */
export const noteSeatUsage = ({ data }: NoteSeatUsage, subscription: Subscription): readonly SeatUsageChanged[] => {
  if (subscription.status !== 'active') return [];
  let state = subscription;
  const changes: SeatUsageChanged[] = [];
  for (const step of data.steps) {
    const change = step.spaceRevision > state.seatUsage.spaceRevision ? noted(state, step) : null;
    if (change === null) continue;
    changes.push(change);
    state = { ...state, seatUsage: usageAfter(state.seatUsage, change) };
  }
  return changes;
};
