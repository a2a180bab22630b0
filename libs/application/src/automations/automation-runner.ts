import { decode } from '#event-catalog';
import { type Checkpoints, EventFollower, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { type JobQueue } from '#jobs';
import { Recurring } from '#platform';
import { workAutomations, type Automation } from './automation.js';

/** How far the events have led to jobs in the present generation of the queue. */
const ENQUEUED = 'automations';
/** How far all that follows from the events is done, whatever becomes of the queue. */
const DONE = 'automations-done';

/** How often the queue is looked at; milliseconds of the machine's clock. */
export const QUEUE_LOOK_EVERY_MS = 1_000;

/** The checkpoint of one generation of the queue. */
export const enqueuedIn = (generation: string): string => `${ENQUEUED}@${generation}`;

interface RunnerOptions {
  readonly automations: readonly Automation[];
  readonly onError: (error: unknown) => void;
  /** `QUEUE_LOOK_EVERY_MS` unless told. */
  readonly lookEveryMs?: number;
}

/**
 * Follows all events and puts what follows from them into the queue: first the jobs, then the checkpoint. A crash
 * between the two derives the same jobs again, under the same ids. A rebuild of read models never rewinds it.
 *
 * The queue may lose everything. It then has a new generation, which has no checkpoint of its own, and the jobs are
 * derived again from where the queue was last seen empty: whatever was enqueued up to there is done.
 */
export class AutomationRunner {
  readonly follower: EventFollower;
  /** How far events have led to jobs, and in which generation of the queue: only ever changed together. */
  #derived: { readonly generation: string; readonly position: Position } | null = null;
  readonly #looking: Recurring;

  constructor(
    store: EventStore,
    private readonly queue: JobQueue,
    private readonly checkpoints: Checkpoints,
    private readonly options: RunnerOptions,
  ) {
    this.follower = new EventFollower({
      name: ENQUEUED,
      store,
      start: () => this.#resume(),
      handle: (events) => this.#derive(events),
      onError: options.onError,
    });
    const { lookEveryMs: everyMs = QUEUE_LOOK_EVERY_MS, onError } = options;
    this.#looking = new Recurring(() => this.#look(), { everyMs, onError });
  }

  async start(): Promise<void> {
    workAutomations(this.queue, this.options.automations);
    await this.follower.start();
    this.#looking.start();
  }

  async stop(): Promise<void> {
    await this.#looking.stop();
    await this.follower.stop();
  }

  async #resume(): Promise<Position> {
    const generation = await this.queue.generation();
    const enqueued = await this.checkpoints.read(enqueuedIn(generation));
    const done = await this.checkpoints.read(DONE);
    const position = enqueued > done ? enqueued : done;
    this.#derived = { generation, position };
    return position;
  }

  async #derive(events: readonly RecordedEvent[]): Promise<void> {
    const generation = this.#derived?.generation ?? '';
    const facts = events.map((recorded) => ({ event: decode(recorded), recorded }));
    const jobs = facts.flatMap((fact) => this.options.automations.flatMap((automation) => automation.jobsFor(fact)));
    if (jobs.length > 0) await this.queue.enqueue(jobs);
    const last = events.at(-1);
    if (last === undefined) return;
    await this.checkpoints.save(enqueuedIn(generation), last.position);
    this.#derived = { generation, position: last.position };
  }

  /** Starts again when the queue has lost jobs, and notes how far everything is done when nothing is left in it. */
  async #look(): Promise<void> {
    const derived = this.#derived;
    if (derived === null) return;
    const { generation, position } = derived;
    if ((await this.queue.generation()) !== generation) {
      this.follower.restart();
      return;
    }
    const { waiting, delayed, running, parked } = await this.queue.counts();
    if (waiting + delayed + running + parked > 0) return;
    // An empty queue may be one that has just lost everything.
    if ((await this.queue.generation()) === generation) await this.checkpoints.save(DONE, position);
  }
}
