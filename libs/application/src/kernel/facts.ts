import { decode, type StoredEvent } from '#event-catalog';
import { EventFollower, type EventStore, type Position, type RecordedEvent } from '#event-store';
import type { ErrorReporter } from './error-reporter.js';

/** An event, decoded, and where and how it was recorded. */
export interface Fact<E extends StoredEvent = StoredEvent> {
  readonly event: E;
  readonly recorded: RecordedEvent;
}

const PAGE_SIZE = 500;

type Listener = (fact: Fact) => void;

/** Listens from the moment it was opened, so that nothing that happens afterwards is missed. */
export interface Listening<T> {
  /** What was picked, or null when nothing was within `timeoutMs` of the machine's clock. Closes the listening. */
  readonly result: (timeoutMs: number) => Promise<T | null>;
  readonly close: () => void;
}

/** Hears every new event of the store as it happens, whichever process wrote it. */
export class Facts {
  readonly #listeners = new Set<Listener>();
  readonly #follower: EventFollower;
  readonly #store: EventStore;

  constructor(store: EventStore, errors: ErrorReporter) {
    this.#store = store;
    this.#follower = new EventFollower({
      name: 'facts',
      store,
      // After a failure it goes on behind what it told; only the very first start begins with what comes next.
      start: () => this.#resume(store),
      handle: (events) => {
        this.#tell(events);
        return Promise.resolve();
      },
      onError: (error) => {
        errors.report(error);
      },
    });
  }

  #resume(store: EventStore): Promise<Position> {
    const { position } = this.#follower;
    return position === null ? store.head() : Promise.resolve(position);
  }

  start(): Promise<void> {
    return this.#follower.start();
  }

  stop(): Promise<void> {
    return this.#follower.stop();
  }

  /** Listens for the first fact that `pick` makes something of. Open it before doing what makes it happen. */
  listen<T>(pick: (fact: Fact) => T | null): Listening<T> {
    let find: (found: T) => void = () => undefined;
    const found = new Promise<T>((resolve) => (find = resolve));
    const listener: Listener = (fact) => {
      const picked = pick(fact);
      if (picked !== null) find(picked);
    };
    this.#listeners.add(listener);
    const close = (): void => void this.#listeners.delete(listener);
    return { close, result: (timeoutMs) => withinTime(found, timeoutMs).finally(close) };
  }

  /**
   * The same among everything that happened after a position, whether it was heard or not; null when nothing is found
   * within `timeoutMs`. For what may lie in the past: it reads the store.
   */
  async since<T>(after: Position, pick: (fact: Fact) => T | null, timeoutMs: number): Promise<T | null> {
    const deadline = performance.now() + timeoutMs;
    let position = after;
    for (;;) {
      const news = this.listen(() => true);
      const page = await this.#store.readAll(position, PAGE_SIZE);
      for (const recorded of page) {
        const picked = pick({ event: decode(recorded), recorded });
        if (picked !== null) return this.#closed(news, picked);
        position = recorded.position;
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return this.#closed(news, null);
      if (page.length === 0) await news.result(leftMs);
      news.close();
    }
  }

  #closed<T>(listening: Listening<unknown>, result: T): T {
    listening.close();
    return result;
  }

  #tell(events: readonly RecordedEvent[]): void {
    if (this.#listeners.size === 0) return;
    for (const recorded of events) {
      const event = decode(recorded);
      for (const listener of [...this.#listeners]) listener({ event, recorded });
    }
  }
}

const withinTime = <T>(promise: Promise<T>, timeoutMs: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
