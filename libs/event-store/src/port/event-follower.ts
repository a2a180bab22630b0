import type { EventStore, Position, RecordedEvent } from './event-store.js';
import { pause } from './pause.js';

export interface FollowerOptions {
  readonly name: string;
  readonly store: EventStore;
  /** Where to go on from: the follower's own checkpoint. Asked again after every failure. */
  readonly start: () => Promise<Position>;
  /** Handles one batch completely, or throws and gets it again. */
  readonly handle: (events: readonly RecordedEvent[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const RETRY_FIRST_MS = 50;
const RETRY_MAX_MS = 5_000;

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

/**
 * Follows all events from a checkpoint, batch by batch, for as long as it runs. A batch that fails is tried again
 * from the checkpoint after a pause, so nothing is skipped; a handler sees an event at least once.
 */
export class EventFollower {
  readonly name: string;
  #position: Position | null = null;
  #running: Promise<void> | null = null;
  #stop = new AbortController();
  #restart = new AbortController();
  #waiters: Waiter[] = [];

  constructor(private readonly options: FollowerOptions) {
    this.name = options.name;
  }

  /** The position of the last event handled, or where it has gone back to; null until the follower has begun. */
  get position(): Position | null {
    return this.#position;
  }

  async start(): Promise<void> {
    this.#stop = new AbortController();
    this.#reach(await this.options.start());
    this.#running = this.#run();
  }

  /** Lets the present batch end and stops. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Lets the present batch end and goes on from where `start` says by then, which may be further back. */
  restart(): void {
    this.#restart.abort();
  }

  /**
   * Resolves when every event up to a position has been handled. Whoever does not wait for ever gives a signal: nothing
   * is left behind of a wait that was given up.
   * @throws the signal's reason once it is aborted.
   */
  reached(position: Position, signal?: AbortSignal): Promise<void> {
    if (this.#position !== null && this.#position >= position) return Promise.resolve();
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const giveUp = (): void => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        reject(signal?.reason as Error);
      };
      const arrive = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiter: Waiter = { position, resolve: arrive };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiters.push(waiter);
    });
  }

  /** How many wait for a position that has not been handled yet. */
  get waiting(): number {
    return this.#waiters.length;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#follow(() => (failures = 0));
      } catch (error) {
        this.options.onError(error);
        failures += 1;
        await pause(Math.min(RETRY_FIRST_MS * 2 ** (failures - 1), RETRY_MAX_MS), this.#stop.signal);
      }
    }
  }

  async #follow(succeeded: () => void): Promise<void> {
    const { store, start, handle } = this.options;
    this.#restart = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, this.#restart.signal]);
    const after = await start();
    // It may be further back than it was: what was lost is handled again, and counts as reached only then.
    this.#position = after;
    this.#reach(after);
    for await (const events of store.subscribe({ after, signal })) {
      await handle(events);
      succeeded();
      const last = events.at(-1);
      if (last !== undefined) this.#reach(last.position);
      if (signal.aborted) return;
    }
  }

  #reach(position: Position): void {
    if (this.#position === null || position > this.#position) this.#position = position;
    const reached = this.#position;
    const arrived = this.#waiters.filter((waiter) => waiter.position <= reached);
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > reached);
    for (const { resolve } of arrived) resolve();
  }
}
