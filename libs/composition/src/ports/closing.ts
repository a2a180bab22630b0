type Step = () => void | Promise<void>;

/** What has to be closed, in the order opposite to the one in which it was opened. */
export class Closing {
  readonly #steps: Step[] = [];
  #closed: Promise<void> | null = null;

  /** Adds what was just opened. */
  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Closes everything, once. @throws AggregateError when some of it could not be closed; the rest is. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      throw new AggregateError(
        errors,
        'Not everything could be closed: see the errors inside; what was written is kept',
      );
    }
  }
}
