import { setTimeout as wait } from 'node:timers/promises';
import type { Position } from '#event-store';
import { checkpointName, type Projection, type ReadModelStore } from '#read-models/port';
import { ReadBarrier } from './read-barrier.js';

/** How often it looks; milliseconds of the machine's clock. */
const LOOK_EVERY_MS = 5;

/** The barrier of a process whose read models others write: it looks at their checkpoints. */
export class CheckpointBarrier extends ReadBarrier {
  override readonly isInProcess = false;

  constructor(
    private readonly readModels: ReadModelStore,
    private readonly projections: readonly Projection[],
  ) {
    super();
  }

  override async reached(position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (!(await this.#isReached(position))) {
      if (performance.now() > deadline) return false;
      await wait(LOOK_EVERY_MS);
    }
    return true;
  }

  async #isReached(position: Position): Promise<boolean> {
    const checkpoints = await Promise.all(
      this.projections.map((projection) => this.readModels.checkpoint(checkpointName(projection))),
    );
    return checkpoints.every((checkpoint) => checkpoint >= position);
  }
}
