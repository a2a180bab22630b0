import { START, streamNameFilter, type AllStreamSubscription, type EventStoreDBClient } from '@eventstore/db-client';
import { BATCH_SIZE_MAX, type Position, type RecordedEvent, type SubscribeOptions } from '../index.js';
import { pause } from '../port/pause.js';
import { Backoff } from './backoff.js';
import { Batches } from './batches.js';
import { toLogPosition } from './positions.js';
import type { Settings } from './settings.js';
import { Watchdog } from './watchdog.js';

const ignore = (): void => undefined;

/** The events of all streams, over as many subscriptions of the server as it takes. */
export class Subscriber {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly head: () => Promise<Position>,
    private readonly settings: Settings,
  ) {}

  /** Ends only with the signal. Whatever ends a subscription before, the next goes on after the last event yielded. */
  async *follow({ after, signal, batchSize = BATCH_SIZE_MAX }: SubscribeOptions): AsyncGenerator<RecordedEvent[]> {
    toLogPosition(after);
    const backoff = new Backoff(this.settings);
    let last = after;
    const isAborted = (): boolean => signal.aborted;
    while (!isAborted()) {
      try {
        for await (const batch of this.#subscription(last, batchSize, signal)) {
          yield batch;
          last = batch.at(-1)?.position ?? last;
          backoff.reset();
        }
      } catch (error) {
        if (!isAborted()) this.settings.onError(error);
      }
      await pause(backoff.nextMs(), signal);
    }
  }

  /** One subscription of the server: rejects when it breaks or falls silent. */
  async *#subscription(after: Position, batchSize: number, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    const subscription = this.#open(after, batchSize);
    const watchdog = new Watchdog(after, this.head, this.settings, (error) => void subscription.destroy(error));
    const batches = new Batches(subscription, batchSize, watchdog, this.settings.namespace);
    // A consumer that was aborted between two batches may never ask again, so the signal itself must end everything.
    const release = (): void => {
      watchdog.stop();
      signal.removeEventListener('abort', release);
      subscription.destroy();
      subscription.unsubscribe().catch(ignore);
    };
    signal.addEventListener('abort', release);
    try {
      for (;;) {
        const batch = await batches.next();
        if (batch.length > 0) yield batch;
      }
    } finally {
      release();
    }
  }

  /** Holds one batch at most that nobody has asked for; the server waits when it is full. */
  #open(after: Position, batchSize: number): AllStreamSubscription {
    const subscription = this.client.subscribeToAll(
      {
        fromPosition: toLogPosition(after) ?? START,
        // Its checkpoints run ahead of the events, so nobody listens to them.
        filter: streamNameFilter({ regex: this.settings.namespace.pattern }),
        requiresLeader: true,
      },
      { highWaterMark: batchSize },
    );
    // What the client reports after the subscription was given up would end the process if nobody listened.
    subscription.on('error', ignore);
    return subscription;
  }
}
