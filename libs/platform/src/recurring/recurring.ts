export interface RecurringOptions {
  /** From the end of one time to the next; milliseconds of the machine's clock. */
  readonly everyMs: number;
  /** Hears every failure; the work is done again at its next time all the same. */
  readonly onError: (error: unknown) => void;
}

/** Does something again and again, one time after the other, from `start` until `stop`. */
export class Recurring {
  #timer: NodeJS.Timeout | undefined;
  #current: Promise<void> = Promise.resolve();
  #isStopped = true;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly options: RecurringOptions,
  ) {}

  /** The first time is at once. */
  start(): void {
    this.#isStopped = false;
    this.#current = this.#doAndPlan();
  }

  /** Lets the present time end; there is none after it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#current;
  }

  async #doAndPlan(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.options.onError(error);
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#current = this.#doAndPlan();
    }, this.options.everyMs);
  }
}
