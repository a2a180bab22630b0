import { type DueJobs } from './due-jobs.js';

/** How often the due index is looked at; milliseconds of the machine's clock. */
export const LOOK_EVERY_MS = 1_000;

/**
 * Looks again and again for what is due, from the start of the process on. It keeps no state of its own: whatever a
 * crash, a lost queue or a long stop left undone is found at the next look.
 */
export class RenewalReconciler {
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    private readonly dueJobs: DueJobs,
    private readonly options: { readonly onError: (error: unknown) => void; readonly everyMs?: number },
  ) {}

  start(): void {
    this.#isStopped = false;
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      await this.dueJobs.enqueueDue();
    } catch (error) {
      this.options.onError(error);
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, this.options.everyMs ?? LOOK_EVERY_MS);
  }
}
