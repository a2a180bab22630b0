import { assertConcurrency, type JobHandler } from '../port/job-queue.js';

/** What one process does for one kind of job. */
export class KindWorker {
  readonly kind: string;
  readonly handler: JobHandler;
  /** The `seq` of each job whose handler has not ended. */
  readonly running = new Set<number>();
  /** No job is due before, as far as this process knows; 0 when it has to look. In ms since 1970. */
  dueAt = 0;
  readonly #concurrency: number;

  constructor(kind: string, handler: JobHandler, concurrency: number) {
    assertConcurrency(kind, concurrency);
    this.kind = kind;
    this.handler = handler;
    this.#concurrency = concurrency;
  }

  get free(): number {
    return this.#concurrency - this.running.size;
  }

  mayClaim(now: number): boolean {
    return this.free > 0 && this.dueAt <= now;
  }

  expectDueAt(dueAt: number): void {
    this.dueAt = Math.min(this.dueAt, dueAt);
  }
}
