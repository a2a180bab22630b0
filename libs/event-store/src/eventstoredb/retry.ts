import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff } from './backoff.js';
import type { Settings } from './settings.js';

export interface Retrying<T> {
  /** Numbered from 1. */
  readonly attempt: (number: number) => Promise<T>;
  /** Whether trying again cannot change this failure. */
  readonly isFinal: (error: unknown) => boolean;
  /** What the caller gets when time is up. */
  readonly gaveUp: (lastError: unknown) => Error;
}

/**
 * Tries until an attempt succeeds, fails for good, or so much time has passed that another pause would be too long.
 * Time is measured by a clock that nobody sets.
 */
export const retry = async <T>(settings: Settings, { attempt, isFinal, gaveUp }: Retrying<T>): Promise<T> => {
  const giveUpAt = performance.now() + settings.giveUpAfterMs;
  const backoff = new Backoff(settings);
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      if (isFinal(error)) throw error;
      settings.onError(error);
      const pauseMs = backoff.nextMs();
      if (performance.now() + pauseMs >= giveUpAt) throw gaveUp(error);
      await sleep(pauseMs);
    }
  }
};
