/**
 * The port to the event store. Every adapter passes `describeEventStoreContract`.
 *
 * What it leaves out on purpose: deletion, multi-stream transactions, "any" expected revision (a retry after a
 * restart could be stored twice), server-side projections.
 */

/**
 * A place in the order of all events. Opaque to everyone but the adapter, yet comparable: of two positions of one
 * store the later one is the greater string, so `<` and `>` order them.
 */
export type Position = string & { readonly __brand: 'Position' };

/** Before the first event of the store. */
export const BEGINNING = '' as Position;

/** The revision of a stream that has no event. The first event of a stream has revision 0. */
export const NO_STREAM = -1;

/** An instant in UTC, RFC 3339 with milliseconds: `2026-04-16T00:00:00.000Z`. */
export type Instant = string;

export interface Actor {
  readonly id: string;
  readonly role: string;
}

export interface EventMetadata {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly recordedAt: Instant;
  /** SHA-256 over this event and `previousHash`; '' before the first event of a stream. See `hash-chain.ts`. */
  readonly hash: string;
  readonly previousHash: string;
  /** Of an automation's event: the position of the fact it came from, which makes it the automation's checkpoint. */
  readonly sourcePosition?: Position;
  /** SHA-256 of the request that the command came from, so that a key used twice for different bodies is seen. */
  readonly requestHash?: string;
}

export interface EventToAppend {
  /** A UUID, derived from the command: the same command gives the same ids. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly metadata: EventMetadata;
}

export interface RecordedEvent extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

export interface AppendResult {
  /** The revision of the last event appended. */
  readonly revision: number;
  /** The position of the last event appended. */
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** The first revision to return; 0 unless told. */
  readonly fromRevision?: number;
  readonly maxCount?: number;
}

export interface SubscribeOptions {
  /** Events after this position, the position itself excluded. */
  readonly after: Position;
  readonly signal: AbortSignal;
  /** At most so many events in one batch; `BATCH_SIZE_MAX` unless told. */
  readonly batchSize?: number;
}

export const BATCH_SIZE_MAX = 500;

/** The stream is not at the revision that the decision was made on: load again and decide again. */
export class WrongExpectedRevision extends Error {
  readonly code = 'event_store.wrong_expected_revision';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}: another writer was faster; read it again and retry`);
    this.name = new.target.name;
  }
}

export abstract class EventStore {
  /**
   * All events or none, durable when the promise resolves. `expectedRevision` is the revision of the stream's last
   * event, `NO_STREAM` for a new stream.
   *
   * Idempotent by event id: when exactly these ids already stand one after another in this stream from
   * `expectedRevision + 1`, written by one append, the first result is returned again and nothing is written. Part of
   * that append, or more than it, is refused.
   *
   * @throws WrongExpectedRevision when the stream is elsewhere; nothing was written.
   * @throws RangeError for what no adapter takes (see `check-append.ts`); nothing was written.
   */
  abstract append(stream: string, events: readonly EventToAppend[], expectedRevision: number): Promise<AppendResult>;

  /** In order of revision; empty when the stream does not exist. */
  abstract readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;

  /** The last event of a stream, or null. */
  abstract readLast(stream: string): Promise<RecordedEvent | null>;

  /** Events of all streams in their order, after a position (excluded). */
  abstract readAll(after: Position, maxCount: number): Promise<readonly RecordedEvent[]>;

  /** The position of the last event in the store, `BEGINNING` when it is empty. */
  abstract head(): Promise<Position>;

  /**
   * Every event after a position, then every new one as it is appended (by any process), in order, once each, in
   * batches of at least one. Ends when the signal aborts, never by itself; a new subscription from the position of
   * the last event processed misses nothing.
   */
  abstract subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;

  /** What was appended before is written when it resolves; calls after it are rejected. Closing twice is as once. */
  abstract close(): Promise<void>;
}
