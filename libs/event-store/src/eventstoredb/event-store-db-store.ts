import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  checkAppend,
  EventStore,
  type AppendResult,
  type EventToAppend,
  type Position,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from '../index.js';
import { Appender } from './appender.js';
import { openClient } from './client.js';
import { withDeadline } from './deadline.js';
import { encodeAll } from './encoding.js';
import { EventReader } from './event-reader.js';
import type { Namespace } from './namespace.js';
import { settingsFrom, type EventStoreDbOptions } from './settings.js';
import { Subscriber } from './subscriber.js';

/** How long closing waits for calls that were cancelled. */
const DISPOSE_MAX_MS = 1_000;

/**
 * The event store of the cluster mode: EventStoreDB 22.6 or newer, or KurrentDB, one node or a cluster. Failures on the
 * way are made good for a while: appends are repeated, reads are read again, subscriptions go on where they were.
 */
export class EventStoreDbStore extends EventStore {
  readonly #namespace: Namespace;
  readonly #client: EventStoreDBClient;
  readonly #reader: EventReader;
  readonly #appender: Appender;
  readonly #subscriber: Subscriber;
  readonly #pending = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  /**
   * Connects when it is used first.
   * @param url as the vendor writes it: `esdb://user:password@host:2113?tls=true`, several hosts with commas between.
   * @throws Error when the URL cannot be understood or asks for what would lose appends.
   */
  constructor(url: string, options: EventStoreDbOptions = {}) {
    super();
    const settings = settingsFrom(options);
    this.#namespace = settings.namespace;
    this.#client = openClient(url);
    this.#reader = new EventReader(this.#client, settings);
    this.#appender = new Appender(this.#client, this.#reader, settings);
    this.#subscriber = new Subscriber(this.#client, () => this.#reader.head(), settings);
  }

  /** @throws AppendOutcomeUnknown when no attempt was answered: the events may have been written, or may yet be. */
  override async append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: number,
  ): Promise<AppendResult> {
    this.#checkOpen();
    checkAppend(stream, events, expectedRevision);
    const eventIds = events.map(({ id }) => id);
    const append = { stream, expectedRevision, events: encodeAll(stream, events, this.#namespace), eventIds };
    return this.#track(this.#appender.append(append));
  }

  /** @throws EventStoreUnavailable when no attempt to read was answered, like every method that reads. */
  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    this.#checkOpen();
    return this.#track(this.#reader.stream(stream, options));
  }

  override async readLast(stream: string): Promise<RecordedEvent | null> {
    this.#checkOpen();
    return this.#track(this.#reader.last(stream));
  }

  override async readAll(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    this.#checkOpen();
    return this.#track(this.#reader.all(after, maxCount));
  }

  override async head(): Promise<Position> {
    this.#checkOpen();
    return this.#track(this.#reader.head());
  }

  override async *subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    const isAborted = (): boolean => options.signal.aborted;
    if (isAborted()) return;
    this.#checkOpen();
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    yield* this.#subscriber.follow({ ...options, signal });
    if (!isAborted()) this.#checkOpen();
  }

  /** Waits for the calls that were made before. A subscription that was not aborted before ends with an error. */
  override close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    // A call that is cancelled looks to the client like one that is complete, so nothing is cancelled before its end.
    await Promise.allSettled(this.#pending);
    await withDeadline('the end of its calls', DISPOSE_MAX_MS, this.#client.dispose()).catch(() => undefined);
  }

  async #track<T>(call: Promise<T>): Promise<T> {
    this.#pending.add(call);
    try {
      return await call;
    } finally {
      this.#pending.delete(call);
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('The event store is closed: stop what uses it before closing it');
  }
}
