import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '#platform/sqlite';
import {
  BATCH_SIZE_MAX,
  checkAppend,
  EventStore,
  type AppendResult,
  type EventToAppend,
  type Position,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from '../index.js';
import { encodeAll } from './encoding.js';
import { EventReader } from './event-reader.js';
import { GroupWriter, type Append, type Outcome } from './group-writer.js';
import { NewEvents } from './new-events.js';
import { MIGRATIONS } from './schema.js';

/** So many appends share one commit at most, which bounds how long the process does nothing else. */
export const GROUP_MAX = 500;
/** How late a subscriber sees an event that another process appended. */
export const POLL_MS = 250;

interface WaitingAppend extends Append {
  readonly settle: (outcome: Outcome) => void;
}

/**
 * The event store in the file of the embedded mode. Appends that wait at the same time are written in one durable
 * transaction (one fsync for all of them). Several stores, in one process or several, may share a file.
 */
export class SqliteEventStore extends EventStore {
  readonly #reader: EventReader;
  readonly #writer: GroupWriter;
  readonly #newEvents = new NewEvents();
  #waiting: WaitingAppend[] = [];
  #isOpen = true;

  /**
   * The database belongs to the caller, who closes it after the store.
   * @throws Error when the file was written by a newer Quittance.
   */
  constructor(database: Database) {
    super();
    database.migrate('event-store', MIGRATIONS);
    this.#reader = new EventReader(database);
    this.#writer = new GroupWriter(database);
  }

  /** @throws DuplicateEventId when an id was used by another append, in any stream: a mistake in deriving ids. */
  override async append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: number,
  ): Promise<AppendResult> {
    this.#checkOpen();
    checkAppend(stream, events, expectedRevision);
    const append = { stream, events: encodeAll(stream, events), expectedRevision };
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome): void =>
        'result' in outcome ? resolve(outcome.result) : reject(outcome.error);
      this.#waiting.push({ ...append, settle });
      // The first to wait opens the group; it is written when all that came in meanwhile have had their turn.
      if (this.#waiting.length === 1) setImmediate(() => this.#writeGroup());
    });
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    this.#checkOpen();
    return this.#reader.stream(stream, options);
  }

  override async readLast(stream: string): Promise<RecordedEvent | null> {
    this.#checkOpen();
    return this.#reader.last(stream);
  }

  override async readAll(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    this.#checkOpen();
    return this.#reader.all(after, maxCount);
  }

  override async head(): Promise<Position> {
    this.#checkOpen();
    return this.#reader.head();
  }

  /** A subscription reads on only when its consumer asks, so a slow one holds one batch in memory. */
  override async *subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    const { signal, batchSize = BATCH_SIZE_MAX } = options;
    let { after } = options;
    while (!signal.aborted) {
      this.#checkOpen();
      const events = this.#reader.all(after, batchSize);
      const last = events.at(-1);
      if (last) {
        yield events;
        after = last.position;
        // Catching up must not keep timers and requests of this process waiting.
        await nextTurn();
      } else {
        await this.#newEvents.wait(POLL_MS, signal);
      }
    }
  }

  /** Settles the appends that wait. A subscription that was not aborted before ends with an error. */
  override async close(): Promise<void> {
    this.#isOpen = false;
    while (this.#waiting.length > 0) this.#writeGroup();
    this.#newEvents.announce();
  }

  #writeGroup(): void {
    const group = this.#waiting.slice(0, GROUP_MAX);
    this.#waiting = this.#waiting.slice(GROUP_MAX);
    if (group.length === 0) return;
    const outcomes = this.#writer.write(group);
    outcomes.forEach((outcome, index) => group[index]?.settle(outcome));
    if (this.#waiting.length > 0) setImmediate(() => this.#writeGroup());
    this.#newEvents.announce();
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new Error('The event store is closed: stop what uses it before closing it');
  }
}
