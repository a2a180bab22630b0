import type { Settings } from './settings.js';

/** Pauses that double from failure to failure, each at random between half of it and all of it: nobody retries in step. */
export class Backoff {
  #failures = 0;

  constructor(private readonly settings: Pick<Settings, 'retryFirstMs' | 'retryMaxMs'>) {}

  nextMs(): number {
    const { retryFirstMs, retryMaxMs } = this.settings;
    const wholeMs = Math.min(retryFirstMs * 2 ** this.#failures, retryMaxMs);
    this.#failures += 1;
    return wholeMs * (0.5 + Math.random() / 2);
  }

  reset(): void {
    this.#failures = 0;
  }
}
