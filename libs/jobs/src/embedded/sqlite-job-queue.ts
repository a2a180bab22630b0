import { randomUUID } from 'node:crypto';
import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import {
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
import { BACKOFF, type Backoff, describeError, retryDelayMs } from '../port/retry.js';
import { type ClaimedJob, type Failure, JobTable, type NewJob, newJob } from './job-table.js';
import { KindWorker } from './kind-worker.js';

export const LEASE_MS = 10_000;
export const POLL_MS = 250;

export interface SqliteJobQueueOptions {
  /** Told of every attempt that failed, and, without a job, of every time the queue could not reach its database. */
  readonly onError: (job: AttemptedJob | null, error: unknown) => void;
  /** How long a job of a process that died stays with it. Renewed at every third of it while a handler runs. */
  readonly leaseMs?: number;
  /** How soon a job is seen that another process has put into the file. */
  readonly pollMs?: number;
  readonly backoff?: Backoff;
  /** A number from 0 to 1, for the jitter. */
  readonly random?: () => number;
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

interface Arrival extends Waiter {
  readonly jobs: readonly NewJob[];
}

interface Start extends ClaimedJob {
  readonly worker: KindWorker;
}

interface Outcome {
  readonly seq: number;
  readonly worker: KindWorker;
  /** Null when the job is done. */
  readonly failure: Failure | null;
}

/**
 * The job queue in a SQLite file. Any number of queues and processes may share the file; whoever opened the database
 * closes it, after the queue.
 *
 * Everything that happened since the last turn of the event loop (jobs that ended, jobs that were enqueued) and the
 * claim of what can run next is one transaction, because the transaction is what costs. A job that has ended and whose
 * deletion a crash prevents is run again, as the port allows.
 */
export class SqliteJobQueue extends JobQueue {
  readonly #table: JobTable;
  readonly #options: Required<SqliteJobQueueOptions>;
  readonly #workers = new Map<string, KindWorker>();
  #outcomes: Outcome[] = [];
  #arrivals: Arrival[] = [];
  #idleWaiters: Waiter[] = [];
  #plannedTurn: NodeJS.Immediate | null = null;
  #dueTimer: NodeJS.Timeout | undefined;
  #pollTimer: NodeJS.Timeout | undefined;
  #leaseTimer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | null = null;
  #isClosed = false;
  #whenDrained: () => void = () => undefined;

  constructor(database: Database, options: SqliteJobQueueOptions) {
    super();
    this.#table = new JobTable(database, randomUUID());
    this.#options = { leaseMs: LEASE_MS, pollMs: POLL_MS, random: Math.random, backoff: BACKOFF, ...options };
  }

  override enqueue(jobs: readonly Job[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#expectOpen();
      jobs.forEach(assertJob);
      // Written out here, so that a job that cannot be spoils only its own call.
      this.#arrivals.push({ jobs: jobs.map((job) => newJob(job, Date.now())), resolve, reject });
      this.#planTurn();
    });
  }

  override work(kind: string, handler: JobHandler, { concurrency }: WorkOptions): void {
    this.#expectOpen();
    if (this.#workers.has(kind)) throw new Error(`${kind} is worked here already: raise its concurrency instead`);
    this.#workers.set(kind, new KindWorker(kind, handler, concurrency));
    this.#leaseTimer ??= setInterval(() => this.#renewLeases(), this.#options.leaseMs / 3);
    this.#startPolling();
    this.#planTurn();
  }

  /** That of the file: in another one there is none of the jobs. */
  override generation(): Promise<string> {
    return promised(() => this.#table.generation());
  }

  override counts(): Promise<JobCounts> {
    return promised(() => this.#table.counts(Date.now()));
  }

  override parked(): Promise<readonly ParkedJob[]> {
    return promised(() => this.#table.parked());
  }

  override retryParked(id: string): Promise<boolean> {
    return promised(() => {
      const isFound = this.#table.unpark(id, Date.now());
      if (isFound) this.#look();
      return isFound;
    });
  }

  override idle(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#expectOpen();
      this.#idleWaiters.push({ resolve, reject });
      this.#startPolling();
      this.#planTurn();
    });
  }

  override close(timeoutMs = CLOSE_TIMEOUT_MS): Promise<void> {
    this.#closing ??= this.#shutDown(timeoutMs);
    return this.#closing;
  }

  #expectOpen(): void {
    if (this.#closing) throw new Error('The job queue is closed: open another one on the same database');
  }

  #planTurn(): void {
    this.#plannedTurn ??= setImmediate(() => this.#takeTurn());
  }

  /** Another process works on the same file, and nobody tells this one. */
  #startPolling(): void {
    this.#pollTimer ??= setInterval(() => this.#poll(), this.#options.pollMs);
  }

  #poll(): void {
    if (this.#workers.size > 0 || this.#idleWaiters.length > 0) return this.#look();
    clearInterval(this.#pollTimer);
    this.#pollTimer = undefined;
  }

  #look(): void {
    for (const worker of this.#workers.values()) worker.dueAt = 0;
    this.#planTurn();
  }

  #takeTurn(): void {
    this.#plannedTurn = null;
    if (this.#isClosed) return;
    const now = Date.now();
    const outcomes = this.#outcomes;
    const arrivals = this.#arrivals;
    [this.#outcomes, this.#arrivals] = [[], []];
    try {
      if (this.#hasWork(outcomes, arrivals, now)) this.#write(outcomes, arrivals, now);
      this.#planDueTurn(now);
    } catch (error) {
      // The next poll tries again, and whoever enqueues decides for himself.
      this.#outcomes.unshift(...outcomes);
      for (const arrival of arrivals) arrival.reject(error);
      this.#options.onError(null, error);
    }
  }

  #hasWork(outcomes: readonly Outcome[], arrivals: readonly Arrival[], now: number): boolean {
    if (outcomes.length > 0 || arrivals.length > 0 || this.#idleWaiters.length > 0) return true;
    return !this.#closing && [...this.#workers.values()].some((worker) => worker.mayClaim(now));
  }

  #write(outcomes: readonly Outcome[], arrivals: readonly Arrival[], now: number): void {
    const { starts, isIdle } = this.#table.transaction(() => {
      this.#settle(outcomes);
      for (const { jobs } of arrivals) this.#insert(jobs);
      const starts = this.#closing ? [] : this.#claim(now);
      return { starts, isIdle: this.#idleWaiters.length > 0 && !this.#table.hasUnfinished() };
    });
    for (const arrival of arrivals) arrival.resolve();
    // All of them run from here on: a handler may come back to this queue before the next one starts.
    const isOurs = starts.map(({ worker, seq }) => worker.running.has(seq));
    for (const { worker, seq } of starts) worker.running.add(seq);
    starts.forEach((start, index) => {
      // A lease of ours that had lapsed, because the event loop stood still, is taken up again and not run twice.
      if (!isOurs[index]) void this.#run(start);
    });
    if (isIdle) for (const waiter of this.#idleWaiters.splice(0)) waiter.resolve();
  }

  #settle(outcomes: readonly Outcome[]): void {
    this.#table.complete(outcomes.filter(({ failure }) => !failure).map(({ seq }) => seq));
    for (const { failure, worker } of outcomes) {
      if (!failure) continue;
      this.#table.fail(failure);
      if (failure.retryAt !== null) worker.expectDueAt(failure.retryAt);
    }
  }

  #insert(jobs: readonly NewJob[]): void {
    this.#table.insert(jobs);
    for (const [, kind, , dueAt] of jobs) this.#workers.get(kind)?.expectDueAt(dueAt);
  }

  #claim(now: number): Start[] {
    const leaseUntil = now + this.#options.leaseMs;
    return [...this.#workers.values()].flatMap((worker) => {
      if (!worker.mayClaim(now)) return [];
      const { kind, free: limit } = worker;
      const claimed = this.#table.claim({ kind, limit, now, leaseUntil });
      if (claimed.length < limit) worker.dueAt = this.#table.nextDueAt(kind) ?? Infinity;
      return claimed.map((job) => ({ ...job, worker }));
    });
  }

  async #run({ seq, job, worker }: Start): Promise<void> {
    try {
      await worker.handler(job);
      this.#end({ seq, worker, failure: null });
    } catch (error) {
      this.#end({ seq, worker, failure: this.#failureOf(seq, job.attempt, error) });
      this.#options.onError(job, error);
    }
  }

  #end(outcome: Outcome): void {
    outcome.worker.running.delete(outcome.seq);
    this.#outcomes.push(outcome);
    this.#planTurn();
    if (this.#closing && this.#isDrained()) this.#whenDrained();
  }

  #failureOf(seq: number, attempt: number, error: unknown): Failure {
    const delayMs = retryDelayMs(attempt, error, this.#options);
    const retryAt = delayMs === null ? null : Date.now() + delayMs;
    return { seq, retryAt, error: describeError(error) };
  }

  /** What is due later than the next poll is the poll's affair. */
  #planDueTurn(now: number): void {
    clearTimeout(this.#dueTimer);
    if (this.#closing) return;
    const dueAts = [...this.#workers.values()].map((worker) => (worker.free > 0 ? worker.dueAt : Infinity));
    const delayMs = Math.min(...dueAts) - now;
    if (delayMs < this.#options.pollMs) this.#dueTimer = setTimeout(() => this.#planTurn(), delayMs);
  }

  #renewLeases(): void {
    const seqs = [...this.#workers.values()].flatMap(({ running }) => [...running]);
    if (seqs.length === 0) return;
    try {
      this.#table.renew(seqs, Date.now() + this.#options.leaseMs);
    } catch (error) {
      this.#options.onError(null, error);
    }
  }

  async #shutDown(timeoutMs: number): Promise<void> {
    clearInterval(this.#pollTimer);
    clearTimeout(this.#dueTimer);
    await this.#drain(timeoutMs);
    // The outcomes of the last jobs. What still runs keeps its lease and is run again by the next process.
    this.#takeTurn();
    this.#isClosed = true;
    clearInterval(this.#leaseTimer);
    const closed = new Error('The job queue was closed before it was idle: wait for idle() before close()');
    for (const waiter of this.#idleWaiters.splice(0)) waiter.reject(closed);
  }

  #drain(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#whenDrained = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#isDrained()) this.#whenDrained();
    });
  }

  #isDrained(): boolean {
    return [...this.#workers.values()].every(({ running }) => running.size === 0);
  }
}
