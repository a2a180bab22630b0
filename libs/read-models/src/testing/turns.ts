import { setImmediate as immediate } from 'node:timers/promises';
import type { ReadModelStore } from '../port/read-model-store.js';

/** At every such turn the one comes that has waited the longest, so that nobody starves. */
const IN_ORDER_EVERY = 7;

/** Lets what runs at once take turns in an order that a property chooses: one call of a store at a time. */
export class Turns {
  /** How many there have been. */
  count = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly choices: readonly number[]) {}

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives turns until the work is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    const progress = { isDone: false };
    const end = (): void => void (progress.isDone = true);
    work.then(end, end);
    for (;;) {
      await immediate();
      if (progress.isDone) return work;
      const choice = this.choices[this.count % this.choices.length] ?? 0;
      this.count += 1;
      const chosen = this.count % IN_ORDER_EVERY === 0 ? 0 : choice % Math.max(1, this.#waiting.length);
      this.#waiting.splice(chosen, 1)[0]?.();
    }
  }
}

const CALLS = ['get', 'list', 'scan', 'checkpoint', 'commit', 'reset'] as const;

/** A store of which each call waits for its turn, and for `before`, which may refuse it. */
export const takingTurns = <S extends ReadModelStore>(
  store: S,
  turns: Turns,
  before: () => void = () => undefined,
): S =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...given: unknown[]) => unknown;
      if (!CALLS.some((known) => known === name)) return call;
      return async (...given: unknown[]): Promise<unknown> => {
        await turns.next();
        before();
        return call(...given);
      };
    },
  });
