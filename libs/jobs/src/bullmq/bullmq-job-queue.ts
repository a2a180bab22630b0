import { Queue } from 'bullmq';
import { setTimeout as delay } from 'node:timers/promises';
import {
  assertConcurrency,
  assertJob,
  type AttemptedJob,
  CLOSE_TIMEOUT_MS,
  type Job,
  type JobCounts,
  type JobHandler,
  JobQueue,
  type ParkedJob,
  type WorkOptions,
} from '../port/job-queue.js';
import { BACKOFF, type Backoff } from '../port/retry.js';
import { countJobs } from './count-jobs.js';
import { generationOf } from './generation.js';
import { BACKOFF_TYPE, bullId, idOf, KindWorker, type KeptJob } from './kind-worker.js';
import { RedisConnections } from './redis-connections.js';

export const PREFIX = 'quittance';
/** Longer than the longest step of a handler that lets no timer run, so that only a dead process loses its lock. */
export const LOCK_MS = 30_000;
export const POLL_MS = 250;
/** So many jobs go to Redis in one message, which keeps it below a megabyte. */
const ENQUEUED_AT_ONCE = 1_000;
/** The port counts attempts by itself, see `retryDelayMs`: BullMQ must never stop first. */
const ATTEMPTS_ENDLESS = Number.MAX_SAFE_INTEGER;
const JOB_NOT_PARKED = [-1, -3];

export interface BullMqJobQueueOptions {
  /**
   * Told of every attempt that failed, and, without a job, of trouble with Redis: a connection that is lost, a setting
   * that would lose jobs. None of these errors has the password of Redis in it.
   */
  readonly onError: (job: AttemptedJob | null, error: unknown) => void;
  /** Begins every key, so that several installations can share one Redis. */
  readonly prefix?: string;
  /** How long a job of a process that died stays with it. Renewed at every half of it while a handler runs. */
  readonly lockMs?: number;
  /** How soon `idle` sees that nothing is left. */
  readonly pollMs?: number;
  readonly backoff?: Backoff;
  /** A number from 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/**
 * The job queue on Redis, which any number of processes share. Each kind of job is a BullMQ queue of its own, so that
 * kinds do not wait for one another; a set in Redis holds their names, so that every process knows all of them.
 *
 * While Redis is down, `enqueue` rejects within moments and the workers wait; they go on by themselves when it is back.
 * Should it come back empty, what was enqueued is gone until it is derived again from the events.
 */
export class BullMqJobQueue extends JobQueue {
  readonly #options: Required<BullMqJobQueueOptions>;
  readonly #connections: RedisConnections;
  readonly #kindsKey: string;
  readonly #queues = new Map<string, Queue<Job['data'], void>>();
  readonly #workers = new Map<string, KindWorker>();
  readonly #enqueueing = new Set<Promise<void>>();
  readonly #whenClosing = new AbortController();
  #closing: Promise<void> | null = null;

  /** @throws RedisUrlRefused. It does not wait for Redis. */
  constructor(redisUrl: string, options: BullMqJobQueueOptions) {
    super();
    const defaults = { prefix: PREFIX, lockMs: LOCK_MS, pollMs: POLL_MS, random: Math.random, backoff: BACKOFF };
    this.#options = { ...defaults, ...options };
    this.#kindsKey = `${this.#options.prefix}:kinds`;
    this.#connections = new RedisConnections(redisUrl, (error) => options.onError(null, error));
  }

  /** @throws RedisUnreachable at once when Redis is down: nothing waits for it to come back. */
  override async enqueue(jobs: readonly Job[]): Promise<void> {
    this.#expectOpen();
    jobs.forEach(assertJob);
    const enqueueing = this.#ask(() => this.#add(jobs));
    this.#enqueueing.add(enqueueing);
    await enqueueing.finally(() => this.#enqueueing.delete(enqueueing));
  }

  override work(kind: string, handler: JobHandler, { concurrency }: WorkOptions): void {
    this.#expectOpen();
    if (this.#workers.has(kind)) throw new Error(`${kind} is worked here already: raise its concurrency instead`);
    assertConcurrency(kind, concurrency);
    const { prefix, lockMs, backoff, random } = this.#options;
    const onError = (job: AttemptedJob | null, error: unknown): void => {
      if (job === null) this.#connections.report(error);
      else this.#options.onError(job, error);
    };
    const redis = this.#connections.working;
    this.#workers.set(
      kind,
      new KindWorker(kind, handler, { redis, prefix, concurrency, lockMs, backoff, random, onError }),
    );
  }

  override generation(): Promise<string> {
    return this.#ask(() => generationOf(this.#connections.asking, this.#options.prefix));
  }

  override counts(): Promise<JobCounts> {
    return this.#ask(() => countJobs(this.#connections.asking, this.#options.prefix, this.#kindsKey));
  }

  override parked(): Promise<readonly ParkedJob[]> {
    return this.#ask(async () => {
      const ofKinds = await Promise.all((await this.#kinds()).map((kind) => this.#parkedOf(kind)));
      return ofKinds.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  override retryParked(id: string): Promise<boolean> {
    return this.#ask(async () => {
      const retried = await Promise.all((await this.#kinds()).map((kind) => this.#retryParkedOf(kind, id)));
      return retried.includes(true);
    });
  }

  override async idle(): Promise<void> {
    this.#expectOpen();
    while (!(await this.#isIdle())) {
      await delay(this.#options.pollMs, undefined, { signal: this.#whenClosing.signal }).catch(() => undefined);
      if (this.#closing) throw new Error('The job queue was closed before it was idle: wait for idle() before close()');
    }
  }

  override close(timeoutMs = CLOSE_TIMEOUT_MS): Promise<void> {
    this.#closing ??= this.#shutDown(timeoutMs);
    return this.#closing;
  }

  #expectOpen(): void {
    if (this.#closing) throw new Error('The job queue is closed: open another one on the same Redis');
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      await this.#connections.ready();
      return await question();
    } catch (error) {
      throw this.#connections.explain(error);
    }
  }

  async #add(jobs: readonly Job[]): Promise<void> {
    for (const [kind, ofKind] of byKind(jobs)) {
      for (let from = 0; from < ofKind.length; from += ENQUEUED_AT_ONCE) {
        await this.#addSome(kind, ofKind.slice(from, from + ENQUEUED_AT_ONCE));
      }
    }
  }

  /** The kind goes first on the same connection and every time, because Redis may have been emptied meanwhile. */
  async #addSome(kind: string, jobs: readonly Job[]): Promise<void> {
    const registering = this.#connections.asking.sadd(this.#kindsKey, kind);
    await Promise.all([registering, this.#queue(kind).addBulk(jobs.map(bullJob))]);
  }

  #kinds(): Promise<string[]> {
    return this.#connections.asking.smembers(this.#kindsKey);
  }

  #queue(kind: string): Queue<Job['data'], void> {
    const known = this.#queues.get(kind);
    if (known) return known;
    const connection = this.#connections.asking;
    // It would otherwise wait for a connection before each of its first commands, and for ever when there is none.
    const atOnce = { skipWaitingForReady: true, skipVersionCheck: true, skipMetasUpdate: true };
    const queue = new Queue<Job['data'], void>(kind, { connection, prefix: this.#options.prefix, ...atOnce });
    // The connection reports its errors by itself, once for all kinds.
    queue.on('error', () => undefined);
    this.#queues.set(kind, queue);
    return queue;
  }

  async #parkedOf(kind: string): Promise<ParkedJob[]> {
    const failed: KeptJob[] = await this.#queue(kind).getFailed();
    return failed.map((job) => ({
      id: idOf(job),
      kind,
      attempts: job.attemptsMade,
      lastError: job.failedReason,
    }));
  }

  async #retryParkedOf(kind: string, id: string): Promise<boolean> {
    const job = await this.#queue(kind).getJob(bullId(id));
    try {
      await job?.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      return job !== undefined;
    } catch (error) {
      if (JOB_NOT_PARKED.includes((error as { readonly code?: number }).code ?? 0)) return false;
      throw error;
    }
  }

  async #isIdle(): Promise<boolean> {
    await Promise.allSettled(this.#enqueueing);
    try {
      const { waiting, delayed, running } = await this.counts();
      return waiting + delayed + running === 0;
    } catch (error) {
      // It may be back at the next look.
      this.#connections.report(error);
      return false;
    }
  }

  async #shutDown(timeoutMs: number): Promise<void> {
    this.#whenClosing.abort();
    await Promise.all([this.#closeWorkers(timeoutMs), Promise.allSettled(this.#enqueueing)]);
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    this.#connections.close();
  }

  /** Without Redis the end of a job cannot be written, and there is only its handler to wait for. */
  async #closeWorkers(timeoutMs: number): Promise<void> {
    const workers = [...this.#workers.values()];
    if (workers.length === 0) return;
    const closed = Promise.all(workers.map((worker) => worker.close()));
    const drained = [...workers.map((worker) => worker.drained()), this.#connections.workingLost()];
    const timeout = new AbortController();
    const timedOut = delay(timeoutMs, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([closed, Promise.all(drained), timedOut]);
    timeout.abort();
    await Promise.all(workers.map((worker) => worker.abandon()));
  }
}

function bullJob({ id, kind, data, delayMs = 0 }: Job): Parameters<Queue<Job['data'], void>['addBulk']>[0][number] {
  const backoff = { type: BACKOFF_TYPE };
  const opts = { jobId: bullId(id), attempts: ATTEMPTS_ENDLESS, backoff, removeOnComplete: true, stackTraceLimit: 0 };
  return { name: kind, data, opts: { ...opts, delay: Math.ceil(delayMs) } };
}

function byKind(jobs: readonly Job[]): Map<string, Job[]> {
  const kinds = new Map<string, Job[]>();
  for (const job of jobs) {
    const known = kinds.get(job.kind);
    if (known) known.push(job);
    else kinds.set(job.kind, [job]);
  }
  return kinds;
}
