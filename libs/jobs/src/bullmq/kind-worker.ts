import { type Job as BullJob, UnrecoverableError, Worker } from 'bullmq';
import { type Redis } from 'ioredis';
import { type AttemptedJob, type Job, type JobHandler } from '../port/job-queue.js';
import { describeError, retryDelayMs, type RetryPolicy } from '../port/retry.js';

/** Names the back-off of this queue in the options of a job. */
export const BACKOFF_TYPE = 'quittance';
/** How often a job may lose its process. BullMQ's own limit is 1, which parks a job whose process was killed twice. */
const PROCESSES_LOST_MAX = 1_000;
/** Of three checks within the time of a lock one finds it lapsed soon after. */
const STALLED_CHECKS_PER_LOCK = 3;
const RETRY_CONNECTION_MS = 1_000;

/** BullMQ keeps a job beside its own keys, such as `delayed` or `id`, and would take a job of such an id for one of them. */
const ID_BEGINS = 'job-';

export const bullId = (id: string): string => `${ID_BEGINS}${id}`;
export const idOf = ({ id = '' }: KeptJob): string => id.slice(ID_BEGINS.length);

export type KeptJob = BullJob<Job['data'], void>;

export interface KindWorkerOptions extends RetryPolicy {
  readonly redis: Redis;
  readonly prefix: string;
  readonly concurrency: number;
  readonly lockMs: number;
  /** Told of every attempt that failed, and, without a job, of errors of the connection. */
  readonly onError: (job: AttemptedJob | null, error: unknown) => void;
}

/** What BullMQ keeps of an attempt that failed. */
class FailedAttempt extends Error {
  constructor(
    message: string,
    readonly delayMs: number,
  ) {
    super(message);
  }
}

/** BullMQ's worker cannot be forced any more once it closes. */
class AbandonableWorker extends Worker<Job['data'], void> {
  async abandon(): Promise<void> {
    if (this.closed) return;
    await this.lockManager.close();
    await this.getBackend().close(true);
  }
}

/** What one process does for one kind of job. */
export class KindWorker {
  readonly #worker: AbandonableWorker;
  readonly #running = new Set<Promise<void>>();

  constructor(kind: string, handler: JobHandler, options: KindWorkerOptions) {
    const { redis, prefix, concurrency, lockMs, onError } = options;
    const work = (job: KeptJob): Promise<void> => this.#track(tryOnce(kind, job, handler, options));
    this.#worker = new AbandonableWorker(kind, work, {
      connection: redis,
      ...{ prefix, concurrency },
      lockDuration: lockMs,
      stalledInterval: Math.ceil(lockMs / STALLED_CHECKS_PER_LOCK),
      maxStalledCount: PROCESSES_LOST_MAX,
      runRetryDelay: RETRY_CONNECTION_MS,
      settings: { backoffStrategy: (_, __, error) => (error instanceof FailedAttempt ? error.delayMs : -1) },
    });
    this.#worker.on('error', (error) => onError(null, error));
  }

  /** Takes no more jobs. Resolves when those that run have ended and that is written down. */
  close(): Promise<void> {
    return this.#worker.close();
  }

  /** Resolves when no handler runs any more. */
  async drained(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Lets go of what still runs: its lock lapses, and another worker runs it again. */
  abandon(): Promise<void> {
    return this.#worker.abandon();
  }

  #track(attempt: Promise<void>): Promise<void> {
    const attempting = attempt.finally(() => this.#running.delete(attempting));
    this.#running.add(attempting);
    return attempting;
  }
}

/** Once it is thrown, the back-off strategy finds in the error when the job is to be tried again. */
async function tryOnce(kind: string, job: KeptJob, handler: JobHandler, options: KindWorkerOptions): Promise<void> {
  const attempted = { id: idOf(job), kind, data: job.data, attempt: job.attemptsMade + 1 };
  try {
    await handler(attempted);
  } catch (error) {
    options.onError(attempted, error);
    const delayMs = retryDelayMs(attempted.attempt, error, options);
    const message = describeError(error);
    throw delayMs === null ? new UnrecoverableError(message) : new FailedAttempt(message, delayMs);
  }
}
