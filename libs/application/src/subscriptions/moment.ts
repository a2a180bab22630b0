import {
  invariant,
  subscriptionDecider,
  type Account,
  type ActiveSubscription,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import type { EventStore, RecordedEvent } from '#event-store';
import type { Fact } from '../kernel/facts.js';

/**
 * An event in the life of a subscription, with all that was true when it was recorded: what is said of it late, or again,
 * is what would have been said at once.
 */
export interface Moment extends Fact<SubscriptionEvent> {
  readonly before: ActiveSubscription;
  /** After the event. */
  readonly account: Account;
  /** Up to the event and with it, the oldest first. */
  readonly history: readonly RecordedEvent[];
}

const evolved = (events: readonly SubscriptionEvent[]): Subscription =>
  events.reduce(subscriptionDecider.evolve, subscriptionDecider.initialState());

/** @throws InvariantBroken for an event that opens a subscription: nothing was before it. */
export const momentOf = async (
  store: EventStore,
  { stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>,
): Promise<Moment> => {
  const history = await store.readStream(stream, { maxCount: revision + 1 });
  const events = history.map((event) => decode<SubscriptionEvent>(event));
  const [event, recorded] = [events.at(-1), history.at(-1)];
  if (event === undefined || recorded?.revision !== revision)
    throw new Error(`${stream} has no event ${revision}: verify the event store`);
  const before = evolved(events.slice(0, -1));
  invariant(
    before.status === 'active',
    `${event.type} of ${stream} is told of, so it happens to a living subscription`,
  );
  const after = subscriptionDecider.evolve(before, event);
  return { event, recorded, before, account: after.status === 'none' ? before.account : after.account, history };
};
