import { Injectable } from '@nestjs/common';
import { EventStore, type Position } from '#event-store';
import { ReadModelStore } from '#read-models/port';
import { ReadBarrier } from '../ports/index.js';

/** Any name will do: reading a checkpoint asks the store for something small. */
const ANY_CHECKPOINT = 'health';

/** So long a probe waits for read models that are nearly there; milliseconds of the machine's clock. */
const NEARLY_THERE_MS = 500;

/**
 * Whether this process should be sent requests. Read models that lack what had happened at the probe before, as when
 * they are built anew, would answer as though it never had: nobody is sent to them.
 */
@Injectable()
export class Readiness {
  #isDraining = false;
  /** The head of the events at an earlier probe, which the read models had not been seen to reach then. */
  #expected: Position | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModelStore,
    private readonly barrier: ReadBarrier,
  ) {}

  /** From now on: no. What is under way goes on. */
  drain(): void {
    this.#isDraining = true;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  async isReady(): Promise<boolean> {
    if (this.#isDraining) return false;
    try {
      const [head] = await Promise.all([this.store.head(), this.readModels.checkpoint(ANY_CHECKPOINT)]);
      return await this.#hasCaughtUp(head);
    } catch {
      return false;
    }
  }

  async #hasCaughtUp(head: Position): Promise<boolean> {
    this.#expected ??= head;
    if (!(await this.barrier.reached(this.#expected, NEARLY_THERE_MS))) return false;
    this.#expected = head;
    return true;
  }
}
