import { EventFollower, type EventStore, type Position } from '#event-store';
import { Recurring } from '#platform';
import type { Projection } from '../port/projection.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { ProjectionRunner } from './projection-runner.js';

/** How often the stored checkpoints are looked at; milliseconds of the machine's clock. */
const LOOK_EVERY_MS = 1_000;

interface Followed {
  readonly follower: EventFollower;
  readonly runner: ProjectionRunner;
}

/**
 * Keeps read models up to date for as long as it runs. Each projection goes at its own pace, and one that fails holds
 * up no other: it tries again until it succeeds. Any number of projectors may run at once. Read models that somebody has
 * reset, or taken away altogether, are built anew even when nothing happens any more.
 */
export class Projector {
  #followed: readonly Followed[] = [];
  #looking: Recurring | null = null;

  constructor(private readonly options: { readonly lookEveryMs?: number } = {}) {}

  /** One for each projection, while it runs. */
  get followers(): readonly EventFollower[] {
    return this.#followed.map(({ follower }) => follower);
  }

  /**
   * Resolves when every projection is at its checkpoint and has begun to follow.
   * @param onError hears every failure; the projection that failed tries the same events again after a pause.
   * @throws Error when it runs already, or the checkpoints cannot be read; nothing runs then.
   */
  async start(
    store: EventStore,
    readModels: ReadModelStore,
    projections: readonly Projection[],
    onError: (error: unknown) => void,
  ): Promise<void> {
    if (this.#followed.length > 0) throw new Error('the projector runs already: stop it before starting it again');
    this.#followed = projections.map((projection) => {
      const runner = new ProjectionRunner(projection, readModels);
      const handle = runner.handle.bind(runner);
      const start = (): Promise<Position> => runner.checkpoint();
      return { runner, follower: new EventFollower({ name: runner.name, store, start, handle, onError }) };
    });
    const started = await Promise.allSettled(this.followers.map((follower) => follower.start()));
    const failed = started.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) {
      await this.stop();
      throw failed.reason;
    }
    const { lookEveryMs: everyMs = LOOK_EVERY_MS } = this.options;
    this.#looking = new Recurring(() => this.#look(), { everyMs, onError });
    this.#looking.start();
  }

  /** Lets the present batches end and stops. */
  async stop(): Promise<void> {
    await this.#looking?.stop();
    this.#looking = null;
    await Promise.all(this.followers.map((follower) => follower.stop()));
    this.#followed = [];
  }

  /**
   * Resolves when every projection has every event up to a position. It waits as long as that takes, for ever when
   * the projector is stopped before: whoever waits sets a bound by a signal.
   * @throws Error when the projector does not run, and the signal's reason once it is aborted.
   */
  async reached(position: Position, signal?: AbortSignal): Promise<void> {
    if (this.#followed.length === 0) throw new Error('the projector does not run: start it before waiting for it');
    await Promise.all(this.followers.map((follower) => follower.reached(position, signal)));
  }

  /** By the name of the checkpoint: the position of the last event that each projection has taken. */
  positions(): Readonly<Record<string, Position | null>> {
    return Object.fromEntries(this.followers.map(({ name, position }) => [name, position]));
  }

  async #look(): Promise<void> {
    for (const { follower, runner } of this.#followed) {
      const { position } = follower;
      if (position !== null && (await runner.stored()) < position) follower.restart();
    }
  }
}
