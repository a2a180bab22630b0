import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptedJob, Backoff, Job, JobHandler, JobQueue, WorkOptions } from '../index.js';

/** How a queue under test is to be opened, so that a case takes milliseconds where production takes minutes. */
export interface QueueSettings {
  readonly backoff: Backoff;
  readonly random: () => number;
  readonly onError: (job: AttemptedJob | null, error: unknown) => void;
}

/** One place where jobs are kept, empty at first. */
export interface JobsUnderTest {
  /** How long a job stays with a process that died; make it short. */
  readonly leaseMs: number;
  /** One more queue over the same jobs, as another process or a restart would open it. */
  openQueue(settings: QueueSettings): Promise<JobQueue>;
  /** Removes the jobs; the queues are closed by then. */
  dispose(): Promise<void>;
}

export const KIND = 'renew';
const DEADLINE_MS = 30_000;
const LOOK_EVERY_MS = 2;

export const job = (id: string, more: Partial<Job> = {}): Job => ({ id, kind: KIND, data: {}, ...more });
export const jobs = (count: number): Job[] => Array.from({ length: count }, (_, n) => job(`job_${n}`, { data: { n } }));

/** Looks again and again until something is so; says what it waited for when it never is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}: see what keeps it from happening`);
    await delay(LOOK_EVERY_MS);
  }
}

/** A handler that keeps a record. It fails as often as it is told to, and holds its jobs while its gate is shut. */
export class RecordingHandler {
  readonly runs: AttemptedJob[] = [];
  readonly startedAt: number[] = [];
  readonly ended: string[] = [];
  readonly errors: unknown[] = [];
  mostAtOnce = 0;
  /** The ids that ran a second time before the first had ended. */
  readonly overlapping: string[] = [];
  readonly #active = new Set<string>();
  readonly #failures: (() => Error)[] = [];
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  get ids(): string[] {
    return this.runs.map(({ id }) => id);
  }

  get active(): number {
    return this.#active.size;
  }

  shut(): void {
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open();
  }

  failNext(times: number, error: () => Error = () => new Error('no answer')): void {
    for (let time = 0; time < times; time++) this.#failures.push(error);
  }

  readonly handle: JobHandler = async (attempted) => {
    this.runs.push(attempted);
    this.startedAt.push(Date.now());
    if (this.#active.has(attempted.id)) this.overlapping.push(attempted.id);
    this.#active.add(attempted.id);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.active);
    try {
      await this.#gate;
      const failure = this.#failures.shift();
      if (failure) throw failure();
      await new Promise(setImmediate);
    } finally {
      this.#active.delete(attempted.id);
      this.ended.push(attempted.id);
    }
  };
}

/** The queue under test, and what most cases do with it. */
export class JobsFixture {
  queue!: JobQueue;
  handler!: RecordingHandler;
  errors: { readonly job: AttemptedJob | null; readonly error: unknown }[] = [];
  readonly #open: () => Promise<JobsUnderTest>;
  #queues: JobQueue[] = [];
  #place!: JobsUnderTest;

  constructor(open: () => Promise<JobsUnderTest>) {
    this.#open = open;
  }

  get leaseMs(): number {
    return this.#place.leaseMs;
  }

  async start(): Promise<void> {
    this.#place = await this.#open();
    this.#queues = [];
    this.errors = [];
    this.handler = new RecordingHandler();
    this.queue = await this.openQueue();
  }

  /** Some cases leave a job hanging for good. */
  async stop(): Promise<void> {
    for (const queue of this.#queues) await queue.close(0);
    await this.#place.dispose();
  }

  /** With a back-off of a millisecond or none, unless told. */
  async openQueue(settings: Partial<QueueSettings> = {}): Promise<JobQueue> {
    const queue = await this.#place.openQueue({
      backoff: { firstMs: 1, maxMs: 1 },
      random: () => 1,
      onError: (failed, error) => this.errors.push({ job: failed, error }),
      ...settings,
    });
    this.#queues.push(queue);
    return queue;
  }

  work(options: Partial<WorkOptions> = {}, queue = this.queue): void {
    queue.work(KIND, this.handler.handle, { concurrency: 10, ...options });
  }

  /** Works one job and holds it until the handler's gate is opened. */
  async hold(id: string, queue = this.queue): Promise<void> {
    this.handler.shut();
    this.work({ concurrency: 1 }, queue);
    await queue.enqueue([job(id)]);
    await until(`${id} runs`, () => this.handler.active === 1);
  }
}
