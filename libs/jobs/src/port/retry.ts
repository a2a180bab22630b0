export const ATTEMPTS_MAX = 20;
export const BACKOFF_FIRST_MS = 1_000;
export const BACKOFF_MAX_MS = 60_000;
const MESSAGE_LENGTH_MAX = 200;

/**
 * Thrown by a handler that waits for something (a gateway that does not answer, a payment that is open) and says when
 * to look again. Such an attempt is counted, but however many there are, they park nothing.
 */
export class RetryLater extends Error {
  /** @throws RangeError when the delay is not a number of milliseconds from 0 up. */
  constructor(
    message: string,
    readonly delayMs: number,
  ) {
    if (!Number.isFinite(delayMs) || delayMs < 0) {
      throw new RangeError(`A job cannot be retried in ${delayMs} ms: give a delay of 0 or more`);
    }
    super(message);
    this.name = new.target.name;
  }
}

/** Thrown by a handler that would fail in the same way again: the job is parked at once and waits for a person. */
export class ParkNow extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = cause.name;
  }
}

export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

export const BACKOFF: Backoff = { firstMs: BACKOFF_FIRST_MS, maxMs: BACKOFF_MAX_MS };

/**
 * How long a job waits after its nth failure (from 1), in milliseconds: exponential with full jitter, so that jobs which
 * failed together do not come back together. `random` gives a number from 0 to 1.
 */
export function backoffMs(failures: number, random: () => number, { firstMs, maxMs } = BACKOFF): number {
  return Math.round(random() * Math.min(maxMs, firstMs * 2 ** (failures - 1)));
}

export interface RetryPolicy {
  readonly backoff: Backoff;
  /** A number from 0 to 1, for the jitter. */
  readonly random: () => number;
}

/** Milliseconds until the next attempt after the nth one (from 1) has failed; null when the job is to be parked. */
export function retryDelayMs(attempt: number, error: unknown, { backoff, random }: RetryPolicy): number | null {
  if (error instanceof RetryLater) return Math.ceil(error.delayMs);
  if (error instanceof ParkNow || attempt >= ATTEMPTS_MAX) return null;
  return backoffMs(attempt, random, backoff);
}

/** What is kept of an error: its name, its code and the start of its message, without the stack. */
export function describeError(error: unknown): string {
  const thrown: Thrown = typeof error === 'object' && error !== null ? error : { message: error };
  const code = textOf(thrown.code);
  const name = textOf(thrown.name) || 'Error';
  const message = textOf(thrown.message).slice(0, MESSAGE_LENGTH_MAX);
  // A NUL would end the text in SQLite.
  return `${name}${code && ` (${code})`}: ${message}`.replaceAll('\0', ' ');
}

interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
