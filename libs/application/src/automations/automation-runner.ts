import { decode } from '#event-catalog';
import { type Checkpoints, EventFollower, type EventStore, type RecordedEvent } from '#event-store';
import { type JobQueue } from '#jobs';
import { workAutomations, type Automation } from './automation.js';

const CHECKPOINT = 'automations';

/**
 * Follows all events and puts what follows from them into the queue: first the jobs, then the checkpoint. A crash
 * between the two derives the same jobs again, under the same ids. A rebuild of read models never rewinds it.
 */
export class AutomationRunner {
  readonly follower: EventFollower;

  constructor(
    store: EventStore,
    private readonly queue: JobQueue,
    private readonly checkpoints: Checkpoints,
    private readonly options: {
      readonly automations: readonly Automation[];
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.follower = new EventFollower({
      name: CHECKPOINT,
      store,
      start: () => checkpoints.read(CHECKPOINT),
      handle: (events) => this.#derive(events),
      onError: options.onError,
    });
  }

  async start(): Promise<void> {
    workAutomations(this.queue, this.options.automations);
    await this.follower.start();
  }

  stop(): Promise<void> {
    return this.follower.stop();
  }

  async #derive(events: readonly RecordedEvent[]): Promise<void> {
    const facts = events.map((recorded) => ({ event: decode(recorded), recorded }));
    const jobs = facts.flatMap((fact) => this.options.automations.flatMap((automation) => automation.jobsFor(fact)));
    if (jobs.length > 0) await this.queue.enqueue(jobs);
    const last = events.at(-1);
    if (last !== undefined) await this.checkpoints.save(CHECKPOINT, last.position);
  }
}
