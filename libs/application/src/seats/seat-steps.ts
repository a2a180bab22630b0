import {
  evolveSpace,
  evolveSubscription,
  initialSpace,
  initialSubscription,
  noteSeatUsage,
  seatsTaken,
  type LocalDate,
  type SeatStep,
  type Space,
  type SpaceEvent,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import type { RecordedEvent } from '#event-store';
import { dayIn } from '#platform';

/** Two histories that are read side by side, each in its own order. */
interface Histories {
  /** Of the space. */
  readonly space: readonly RecordedEvent[];
  /** Of its subscription. */
  readonly subscription: readonly RecordedEvent[];
}

const takenIn = (space: Space): number => (space.status === 'exists' ? seatsTaken(space) : 0);

const seatsOf = (subscription: Subscription): number | null =>
  subscription.status === 'active' ? subscription.selection.seats : null;

/** Goes through both histories in the order in which they were recorded. */
class Walk {
  #space = initialSpace();
  #subscription = initialSubscription();
  #steps: SeatStep[] = [];

  get steps(): readonly SeatStep[] {
    return this.#steps;
  }

  /** What was told when, late or early, is left out: the walk tells at each step what was to be told then. */
  takeSubscription(recorded: RecordedEvent): void {
    const event = decode<SubscriptionEvent>(recorded);
    if (event.type === 'SeatUsageChanged') return;
    const before = seatsOf(this.#subscription);
    this.#subscription = evolveSubscription(this.#subscription, event);
    // Other seats were chosen by the members of that moment: nothing from before them counts.
    if (seatsOf(this.#subscription) !== before) this.#steps = [];
  }

  takeSpace(recorded: RecordedEvent): void {
    const before = takenIn(this.#space);
    this.#space = evolveSpace(this.#space, decode<SpaceEvent>(recorded));
    const after = takenIn(this.#space);
    if (after === before || this.#subscription.status !== 'active') return;
    const { timeZone } = this.#subscription.account;
    const on = dayIn(timeZone, recorded.metadata.recordedAt) as LocalDate;
    this.#note({ before, after, spaceRevision: recorded.revision, on });
  }

  #note(step: SeatStep): void {
    const noted = noteSeatUsage({ type: 'NoteSeatUsage', data: { steps: [step] } }, this.#subscription);
    if (noted.length === 0) return;
    this.#subscription = noted.reduce<Subscription>(evolveSubscription, this.#subscription);
    this.#steps.push(step);
  }
}

/**
 * D15: the changes of a membership that a subscription is to be told of since its seats were chosen. They follow from the
 * two histories alone, so it does not matter which job asks for them, when, or how often: a mark that was told in a period
 * is not told again in the next because somebody asks late.
 */
export const seatSteps = ({ space, subscription }: Histories): readonly SeatStep[] => {
  const walk = new Walk();
  const inOrder = [...space, ...subscription].sort((a, b) => (a.position < b.position ? -1 : 1));
  const ofSpace = new Set(space);
  for (const recorded of inOrder) {
    if (ofSpace.has(recorded)) walk.takeSpace(recorded);
    else walk.takeSubscription(recorded);
  }
  return walk.steps;
};
