import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AllStreamResolvedEvent, AllStreamSubscription } from '@eventstore/db-client';
import type { RecordedEvent } from '../index.js';
import { decode } from './encoding.js';
import type { Namespace } from './namespace.js';
import type { Watchdog } from './watchdog.js';

/** To the client it looks as if the subscription were complete. We still listen, so it was dropped. */
export class SubscriptionDropped extends Error {
  constructor() {
    super('EventStoreDB has ended a subscription');
    this.name = new.target.name;
  }
}

/** What a subscription has received, taken out in batches of whatever is there. */
export class Batches {
  readonly #events: AsyncIterator<AllStreamResolvedEvent>;

  constructor(
    private readonly subscription: AllStreamSubscription,
    private readonly sizeMax: number,
    private readonly watchdog: Watchdog,
    private readonly namespace: Namespace,
  ) {
    this.#events = (subscription as AsyncIterable<AllStreamResolvedEvent>)[Symbol.asyncIterator]();
  }

  /**
   * Waits for one event and takes along what came with it, which the client hands over one by one; empty when none of
   * it is ours.
   * @throws SubscriptionDropped, or the error that broke the subscription.
   */
  async next(): Promise<RecordedEvent[]> {
    const batch: RecordedEvent[] = [];
    do {
      const event = await this.#nextEvent();
      if (event) batch.push(event);
      if (this.subscription.readableLength === 0) await nextTurn();
    } while (batch.length < this.sizeMax && this.subscription.readableLength > 0);
    return batch;
  }

  async #nextEvent(): Promise<RecordedEvent | null> {
    const next = await this.watchdog.while(this.#events.next());
    if (next.done === true) throw new SubscriptionDropped();
    const event = next.value.event ? decode(next.value.event, this.namespace) : null;
    if (event) this.watchdog.received(event.position);
    return event;
  }
}
