import type { Position } from '../index.js';
import type { Settings } from './settings.js';

/** There are new events, and a subscription that seems to be well did not deliver them. */
export class SubscriptionSilent extends Error {
  constructor(head: Position, received: Position) {
    super(
      `A subscription of EventStoreDB has delivered nothing after ${received || 'the beginning'}, though the head is at ${head}`,
    );
    this.name = new.target.name;
  }
}

/**
 * Looks from time to time whether a subscription that delivers nothing has nothing to deliver. It barks when the head
 * was ahead at one look and nothing was heard up to the next.
 */
export class Watchdog {
  readonly #timer: NodeJS.Timeout;
  #received: Position;
  #headBefore: Position | null = null;
  #hasHeard = false;
  #isListening = false;

  constructor(
    after: Position,
    private readonly head: () => Promise<Position>,
    settings: Pick<Settings, 'silenceMaxMs'>,
    private readonly bark: (error: SubscriptionSilent) => void,
  ) {
    this.#received = after;
    this.#timer = setInterval(() => void this.#look(), settings.silenceMaxMs / 2);
  }

  /** What the server sends while nobody asks for it says nothing about the server. */
  async while<T>(next: Promise<T>): Promise<T> {
    this.#isListening = true;
    try {
      return await next;
    } finally {
      this.#hasHeard = true;
      this.#isListening = false;
    }
  }

  received(position: Position): void {
    this.#received = position;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const wasSilent = this.#isListening && !this.#hasHeard;
    this.#hasHeard = false;
    const headBefore = this.#headBefore;
    this.#headBefore = null;
    if (!wasSilent) return;
    if (headBefore !== null && headBefore > this.#received)
      this.bark(new SubscriptionSilent(headBefore, this.#received));
    // A head that cannot be read says nothing; the next look asks again.
    this.#headBefore = await this.head().catch(() => null);
  }
}
