/** The port to time. Nothing that bills reads the machine's clock directly. */
export abstract class Clock {
  /** UTC, RFC 3339 with milliseconds. Never goes back within a process. */
  abstract now(): string;
}

export class SystemClock extends Clock {
  #last = '';

  override now(): string {
    const now = new Date().toISOString();
    if (now > this.#last) this.#last = now;
    return this.#last;
  }
}

/** A clock that stands still until it is moved. Its time is kept in the event store by those who move it. */
export class TestClock extends Clock {
  #now: string;

  constructor(now: string) {
    super();
    this.#now = now;
  }

  override now(): string {
    return this.#now;
  }

  /** Shows another instant, as the event that set or advanced the clock says. */
  show(now: string): void {
    this.#now = now;
  }
}
