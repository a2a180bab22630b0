import {
  AccessDeniedError,
  BACKWARDS,
  END,
  START,
  type EventStoreDBClient,
  type ReadAllOptions,
  type ReadStreamOptions as ReadStreamPage,
} from '@eventstore/db-client';
import { BEGINNING, checkCount, type Position, type ReadStreamOptions, type RecordedEvent } from '../index.js';
import { decode, decodeOurs, positionOf, type StoredEvent } from './encoding.js';
import { EventStoreUnavailable } from './event-store-unavailable.js';
import { toLogPosition } from './positions.js';
import { readPage, readStreamPage } from './reading.js';
import { retry } from './retry.js';
import type { Settings } from './settings.js';

export const PAGE_SIZE = 500;
/** The last event of the log is nearly always ours; only a server that was idle for long has many of its own after it. */
const HEAD_PAGE_SIZE = 4;
const PAGE_GROWTH = 4;

interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** Of whatever stands last on the page; null when the page is the last. */
  readonly last: Position | null;
}

/** The reading half of the store: pages, each with a deadline, each tried again when it fails. */
export class EventReader {
  /** What the last look at the head has found: our last event, and the last of all. */
  #head = { head: BEGINNING, end: BEGINNING };

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly settings: Settings,
  ) {}

  async stream(stream: string, { fromRevision = 0, maxCount }: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    if (maxCount !== undefined) checkCount(maxCount);
    const events: RecordedEvent[] = [];
    for (;;) {
      const count = Math.min(PAGE_SIZE, (maxCount ?? Number.POSITIVE_INFINITY) - events.length);
      const from = fromRevision + events.length;
      const page = await this.#retrying(() => this.streamPage(stream, from, count));
      events.push(...page.map((stored) => decodeOurs(stored, this.settings.namespace)));
      if (page.length < count || events.length === maxCount) return events;
    }
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    const options = { fromRevision: END, direction: BACKWARDS, maxCount: 1 } as const;
    const [event] = await this.#retrying(() => this.#readStream(stream, options, true));
    return event ? decodeOurs(event, this.settings.namespace) : null;
  }

  /**
   * Pages of the log begin with the very event that they are asked from, and hold events of the system as well: when
   * there are many of those the pages grow.
   */
  async all(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    checkCount(maxCount);
    const events: RecordedEvent[] = [];
    let from = after;
    for (let size = Math.min(maxCount, PAGE_SIZE) + 1; ; size = Math.min(size * PAGE_GROWTH, PAGE_SIZE)) {
      const page = await this.#logPage(from, size);
      events.push(...page.events);
      if (page.last === null || events.length >= maxCount) return events.slice(0, maxCount);
      from = page.last;
    }
  }

  /** Looks backwards from the end of the log, no further than to where the last look began. */
  async head(): Promise<Position> {
    const seen = this.#head;
    let end: Position | null = null;
    let fromPosition: ReadAllOptions['fromPosition'] = END;
    for (let maxCount = HEAD_PAGE_SIZE; ; maxCount = Math.min(maxCount * PAGE_GROWTH, PAGE_SIZE)) {
      const options: ReadAllOptions = { fromPosition, direction: BACKWARDS, maxCount };
      const page = await this.#retrying(() => this.#allPage(options));
      end ??= page[0] ? positionOf(page[0]) : seen.end;
      const ours = page.map((stored) => this.#decode(stored)).find((event) => event !== null);
      if (ours) return this.#sawHead(ours.position, end);
      const earliest = page.length < maxCount ? BEGINNING : positionOf(page[maxCount - 1] as StoredEvent);
      if (earliest <= seen.end) return this.#sawHead(seen.head, end);
      fromPosition = toLogPosition(earliest) ?? END;
    }
  }

  /** One page, tried once. */
  streamPage(stream: string, fromRevision: number, maxCount: number): Promise<StoredEvent[]> {
    return this.#readStream(stream, { fromRevision: BigInt(fromRevision), maxCount }, fromRevision === 0);
  }

  #readStream(stream: string, options: ReadStreamPage, hasFirst: boolean): Promise<StoredEvent[]> {
    const open = () =>
      this.client.readStream(this.settings.namespace.stored(stream), { ...options, requiresLeader: true });
    return readStreamPage(stream, open, { timeoutMs: this.settings.readTimeoutMs, hasFirst });
  }

  async #logPage(from: Position, maxCount: number): Promise<LogPage> {
    const options: ReadAllOptions = { fromPosition: toLogPosition(from) ?? START, maxCount };
    const page = await this.#retrying(() => this.#allPage(options));
    const last = page.at(-1);
    const events = page
      .map((stored) => this.#decode(stored))
      .filter((event) => event !== null)
      .filter(({ position }) => position > from);
    return { events, last: last === undefined || page.length < maxCount ? null : positionOf(last) };
  }

  #decode(stored: StoredEvent): RecordedEvent | null {
    return decode(stored, this.settings.namespace);
  }

  #allPage(options: ReadAllOptions): Promise<StoredEvent[]> {
    const open = () => this.client.readAll({ ...options, requiresLeader: true });
    return readPage(open, this.settings.readTimeoutMs);
  }

  #sawHead(head: Position, end: Position): Position {
    if (end > this.#head.end) this.#head = { head, end };
    return head;
  }

  #retrying<T>(attempt: () => Promise<T>): Promise<T> {
    return retry(this.settings, {
      attempt,
      isFinal: (error) => error instanceof AccessDeniedError,
      gaveUp: (error) => new EventStoreUnavailable(error),
    });
  }
}
