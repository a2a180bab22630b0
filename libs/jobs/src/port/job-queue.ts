/**
 * The port to background work. The queue is disposable: every job can be derived again from the events, its id is
 * deterministic, and doing it twice is harmless; so the queue only saves work and survives a crash to be quick.
 * Delays and back-off run on the machine's clock. Every adapter passes `describeJobQueueContract`.
 */
export interface Job {
  /**
   * Deterministic, `[A-Za-z0-9_-]+`, not all digits: `renew_<subscription>_<term>_<k>`. It belongs to one kind of job:
   * whether two kinds may have the same id at once is left to the adapter.
   */
  readonly id: string;
  /** `[A-Za-z0-9_-]+`: `renew`. */
  readonly kind: string;
  /** Ids only: a job never holds personal data. */
  readonly data: Readonly<Record<string, string | number>>;
  /** Not before so many milliseconds from now, on the machine's clock. */
  readonly delayMs?: number;
}

export interface AttemptedJob extends Omit<Job, 'delayMs'> {
  /** 1 for the first. Only failures count: an attempt whose process died is made again under the same number. */
  readonly attempt: number;
}

export type JobHandler = (job: AttemptedJob) => Promise<void>;

export interface JobCounts {
  /** Can run now. */
  readonly waiting: number;
  /** Wait for their time: delayed, or between two attempts. */
  readonly delayed: number;
  readonly running: number;
  /** Failed `ATTEMPTS_MAX` times: they wait for a person. */
  readonly parked: number;
}

export interface ParkedJob {
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
  /** `GatewayTimeout (payments.timeout): no answer within 10 s`. */
  readonly lastError: string;
}

export interface WorkOptions {
  /** How many jobs of this kind run at once in this process. */
  readonly concurrency: number;
}

/** A job that not every adapter could keep. */
export class InvalidJob extends Error {
  readonly code = 'jobs.invalid_job';
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

const NAME = /^[A-Za-z0-9_-]+$/;

/** @throws InvalidJob: BullMQ takes neither colons in an id nor ids of digits alone. */
export function assertJob({ id, kind, delayMs = 0 }: Job): void {
  if (!NAME.test(id) || /^\d+$/.test(id)) {
    throw new InvalidJob(`${JSON.stringify(id)} is no job id: use letters, digits, _ and -, and not digits alone`);
  }
  if (!NAME.test(kind)) throw new InvalidJob(`${JSON.stringify(kind)} is no kind of job: use letters, digits, _ and -`);
  if (!Number.isFinite(delayMs) || delayMs < 0) {
    throw new InvalidJob(`${id} is delayed by ${delayMs} ms: give a delay of 0 or more`);
  }
}

/** How long `close` waits for the jobs that run, unless told. */
export const CLOSE_TIMEOUT_MS = 25_000;

/** @throws Error when so many jobs cannot run at once. */
export function assertConcurrency(kind: string, concurrency: number): void {
  if (Number.isInteger(concurrency) && concurrency >= 1) return;
  throw new Error(`${kind} is worked with a concurrency of ${concurrency}: give an integer of 1 or more`);
}

export abstract class JobQueue {
  /**
   * Adds jobs. A job whose id waits, runs or is parked is left as it is. A finished id may be used again.
   * @throws InvalidJob when one of them has an id, a kind or a delay that cannot be; none is added.
   */
  abstract enqueue(jobs: readonly Job[]): Promise<void>;

  /**
   * Runs every job of a kind, at least once each, in this process from now on. A handler that throws has the job
   * tried again after an exponential back-off with jitter (1 s doubling to 60 s), `ATTEMPTS_MAX` times, then it is
   * parked. `RetryLater` never parks, `ParkNow` does at once. A job whose process died is run again by the next one that works its kind.
   * @throws Error when this process works the kind already.
   */
  abstract work(kind: string, handler: JobHandler, options: WorkOptions): void;

  /**
   * Names the time since which no job was lost. Another value than before says that whatever was enqueued earlier may
   * be gone, because the server was flushed, restarted or replaced: derive the jobs again that may not be done.
   */
  abstract generation(): Promise<string>;

  abstract counts(): Promise<JobCounts>;

  abstract parked(): Promise<readonly ParkedJob[]>;

  /** Puts a parked job back, with all its attempts before it; false when there is no such job. */
  abstract retryParked(id: string): Promise<boolean>;

  /**
   * Resolves when no job of any kind waits, is delayed or runs, in whatever process; parked ones do not count. A job
   * of a kind that nobody works keeps it waiting. Rejects when the queue is closed first.
   */
  abstract idle(): Promise<void>;

  /** Stops taking jobs, waits for the running ones (at most `timeoutMs`), leaves the others for the next start. */
  abstract close(timeoutMs?: number): Promise<void>;
}
