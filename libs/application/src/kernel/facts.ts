import { decode, type StoredEvent } from '#event-catalog';
import { EventFollower, type EventStore, type Position, type RecordedEvent } from '#event-store';
import type { ErrorReporter } from './error-reporter.js';

/** An event, decoded, and where and how it was recorded. */
export interface Fact<E extends StoredEvent = StoredEvent> {
  readonly event: E;
  readonly recorded: RecordedEvent;
}

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

  constructor(store: EventStore, errors: ErrorReporter) {
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
