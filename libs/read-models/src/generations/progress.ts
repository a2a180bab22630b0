import { BEGINNING, type Position } from '#event-store';

/** How far a rebuild is. */
export interface RebuildProgress {
  /** The name of the checkpoint. */
  readonly projection: string;
  readonly step: 'building' | 'comparing';
  readonly events: number;
  /** Of the way to the head, from 0 to 1: an estimate. */
  readonly share: number;
  readonly eventsPerSecond: number;
  /** Null while nothing is known of the pace. */
  readonly secondsLeft: number | null;
}

const numberIn = (position: Position): number => {
  const digits = /^[0-9a-f]+/.exec(position)?.[0] ?? '0';
  return parseInt(digits, /[a-f]/.test(digits) ? 16 : 10);
};

/**
 * How much of the way to the head a position is. Only an estimate, to be shown: positions mean nothing outside their
 * store, though all of them begin with digits that grow with the events or the bytes before them.
 */
export const shareOf = (position: Position, head: Position): number => {
  if (position >= head) return 1;
  const [done, all] = [numberIn(position), numberIn(head)];
  return all > 0 ? Math.min(1, done / all) : 0;
};

const MS = 1_000;

/** Counts events and knows the pace. */
export class Pace {
  readonly #startedAtMs = performance.now();
  #events = 0;
  #position: Position = BEGINNING;

  constructor(
    private readonly projection: string,
    private readonly head: Position,
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  get events(): number {
    return this.#events;
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  moved(position: Position, events: number): void {
    this.#position = position;
    this.#events += events;
    this.tell('building');
  }

  tell(step: RebuildProgress['step']): void {
    const seconds = this.elapsedMs / MS;
    const share = shareOf(this.#position, this.head);
    this.onProgress({
      ...{ projection: this.projection, step, events: this.#events, share },
      eventsPerSecond: seconds > 0 ? this.#events / seconds : 0,
      secondsLeft: share > 0 ? (seconds * (1 - share)) / share : null,
    });
  }
}
