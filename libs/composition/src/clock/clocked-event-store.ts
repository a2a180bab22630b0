import {
  type AppendResult,
  EventStore,
  type EventToAppend,
  type Position,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from '#event-store';

interface Clocked {
  /** The stream whose events move the clock. */
  readonly stream: string;
  readonly catchUp: () => Promise<void>;
}

/** The event store of a process whose test clock others move: whoever follows the events sees the clock move with them. */
export class ClockedEventStore extends EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clocked,
  ) {
    super();
  }

  override append(stream: string, events: readonly EventToAppend[], expectedRevision: number): Promise<AppendResult> {
    return this.store.append(stream, events, expectedRevision);
  }

  override readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.store.readStream(stream, options);
  }

  override readLast(stream: string): Promise<RecordedEvent | null> {
    return this.store.readLast(stream);
  }

  override readAll(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    return this.store.readAll(after, maxCount);
  }

  override head(): Promise<Position> {
    return this.store.head();
  }

  override async *subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    for await (const events of this.store.subscribe(options)) {
      if (events.some(({ stream }) => stream === this.clock.stream)) await this.clock.catchUp();
      yield events;
    }
  }

  override close(): Promise<void> {
    return this.store.close();
  }
}
