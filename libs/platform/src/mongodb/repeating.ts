import { setTimeout as wait } from 'node:timers/promises';
import { isWorthRepeating } from './error-codes.js';

/** An election takes a replica set up to twelve seconds. */
export const REPEAT_FOR_MS = 20_000;
const PAUSE_FIRST_MS = 4;
const PAUSE_MAX_MS = 250;

export interface RepeatOptions {
  /** Which failures are worth another attempt; `isWorthRepeating` unless told. */
  readonly isWorth?: (error: unknown) => boolean;
  /** No attempt begins later than this; `REPEAT_FOR_MS` unless told. */
  readonly forMs?: number;
}

/**
 * Does work again for as long as its failure may pass by itself. The work may have been done by an attempt that
 * failed, so it must come to the same however often it is done.
 * @throws what the last attempt threw.
 */
export const repeating = async <T>(
  work: () => Promise<T>,
  { isWorth = isWorthRepeating, forMs = REPEAT_FOR_MS }: RepeatOptions = {},
): Promise<T> => {
  const deadline = performance.now() + forMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isWorth(error) || performance.now() >= deadline) throw error;
    }
    await wait(pauseMs(attempt));
  }
};

/** Random, so that those who were in each other's way do not meet again. */
const pauseMs = (attempt: number): number => Math.random() * Math.min(PAUSE_FIRST_MS * 2 ** attempt, PAUSE_MAX_MS);
