import { Recurring } from '#platform';
import { type DueJobs } from './due-jobs.js';

/** How often the due index is looked at; milliseconds of the machine's clock. */
export const LOOK_EVERY_MS = 1_000;

/**
 * Looks again and again for what is due, from the start of the process on. It keeps no state of its own: whatever a
 * crash, a lost queue or a long stop left undone is found at the next look.
 */
export class RenewalReconciler {
  readonly #looking: Recurring;

  constructor(
    dueJobs: DueJobs,
    { onError, everyMs = LOOK_EVERY_MS }: { readonly onError: (error: unknown) => void; readonly everyMs?: number },
  ) {
    this.#looking = new Recurring(() => dueJobs.enqueueDue(), { everyMs, onError });
  }

  start(): void {
    this.#looking.start();
  }

  stop(): Promise<void> {
    return this.#looking.stop();
  }
}
