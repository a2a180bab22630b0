import { TIMED_OUT, type Failure } from './failures.js';

/** What becomes of one append. */
export interface AppendFault {
  /** Whether it is written at all. */
  readonly isWritten: boolean;
  readonly writtenAfterMs: number;
  /** Counted from when it was written. */
  readonly answeredAfterMs: number;
  readonly answer: 'outcome' | 'none' | Failure;
}

/** What becomes of one read: so many events come, then it fails, falls silent, or ends as if it were complete. */
export interface ReadFault {
  readonly afterEvents: number;
  readonly end: 'silence' | 'clean' | Failure;
}

const NO_FAULT: AppendFault = { isWritten: true, writtenAfterMs: 0, answeredAfterMs: 0, answer: 'outcome' };

/** The faults that wait for the next calls, in the order in which they were asked for; each happens once. */
export class Faults {
  readonly #appends: AppendFault[] = [];
  readonly #reads: ReadFault[] = [];

  /** The next append is written and never answered. */
  loseNextAck(): void {
    this.nextAppend({ answer: 'none' });
  }

  /** The next append is neither written nor answered. */
  loseNextAppend(): void {
    this.nextAppend({ isWritten: false, answer: 'none' });
  }

  /** The next append is written at once and answered late. */
  delayNextAck(ms: number): void {
    this.nextAppend({ answeredAfterMs: ms });
  }

  /** The next append is under way for long, and is written even if its client no longer waits for it. */
  delayNextAppend(ms: number): void {
    this.nextAppend({ writtenAfterMs: ms });
  }

  /** The next append ends with an error, be it written or not. */
  failNextAppend(failure: Failure, { isWritten }: { isWritten: boolean }): void {
    this.nextAppend({ isWritten, answer: failure });
  }

  nextAppend(fault: Partial<AppendFault>): void {
    this.#appends.push({ ...NO_FAULT, ...fault });
  }

  /** The next read gives so many events and nothing more, not even its end. */
  silenceNextRead(afterEvents = 0): void {
    this.#reads.push({ afterEvents, end: 'silence' });
  }

  failNextRead(failure: Failure = TIMED_OUT, afterEvents = 0): void {
    this.#reads.push({ afterEvents, end: failure });
  }

  endNextRead(afterEvents = 0): void {
    this.#reads.push({ afterEvents, end: 'clean' });
  }

  takeAppend(): AppendFault {
    return this.#appends.shift() ?? NO_FAULT;
  }

  takeRead(): ReadFault | undefined {
    return this.#reads.shift();
  }

  /** How many have not happened yet. */
  get waiting(): number {
    return this.#appends.length + this.#reads.length;
  }
}
