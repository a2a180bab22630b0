import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { ReadModelStore } from '#read-models/port';

/** Any name will do: reading a checkpoint asks the store for something small. */
const ANY_CHECKPOINT = 'health';

/** Whether this process should be sent requests. */
@Injectable()
export class Readiness {
  #isDraining = false;

  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModelStore,
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
      await Promise.all([this.store.head(), this.readModels.checkpoint(ANY_CHECKPOINT)]);
      return true;
    } catch {
      return false;
    }
  }
}
