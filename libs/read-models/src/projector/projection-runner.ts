import { decode } from '#event-catalog';
import type { Position, RecordedEvent } from '#event-store';
import { checkpointName, type Projection } from '../port/projection.js';
import { CheckpointConflict, type DocumentWrite, type ReadModelStore } from '../port/read-model-store.js';
import { Fold, referencesOf } from './fold.js';

/**
 * Brings the documents of one projection from its checkpoint up to the events that it is given, batch by batch. The
 * documents and the checkpoint move together or not at all, so a crash at any point, an event that comes again, and a
 * second runner of the same projection change nothing in what comes out.
 */
export class ProjectionRunner {
  readonly name: string;
  #position: Position | null = null;
  #readModels: ReadModelStore;

  constructor(
    private readonly projection: Projection,
    private readonly readModels: ReadModelStore,
  ) {
    this.name = checkpointName(projection);
    this.#readModels = readModels;
  }

  /** Where the projection is, read again: events are given to `handle` from there on. */
  async checkpoint(): Promise<Position> {
    const { readModels, position } = await this.readModels.begin(this.name);
    this.#readModels = readModels;
    this.#position = position;
    return position;
  }

  /** Where the projection is in the store, whatever this runner thinks. */
  stored(): Promise<Position> {
    return this.readModels.checkpoint(this.name);
  }

  /**
   * Takes events in their order, with no gap to the checkpoint; those that it has taken already are passed over.
   * @throws CheckpointConflict when the projection was reset meanwhile: read the checkpoint and give the events from
   * there again.
   */
  async handle(events: readonly RecordedEvent[]): Promise<void> {
    const after = this.#position ?? (await this.checkpoint());
    const fresh = events.filter(({ position }) => position > after);
    const last = fresh.at(-1);
    if (last === undefined) return;
    const readModels = this.#readModels;
    try {
      const writes = await this.#writes(fresh, readModels);
      await readModels.commit({ projection: this.name, after, position: last.position, writes });
      this.#position = last.position;
    } catch (error) {
      const actual = await this.checkpoint();
      if (actual === after && this.#readModels === readModels) throw error;
      // Another runner was faster, and the documents may have been of two moments. Behind our own position it can only
      // be a reset, and going on would leave a gap.
      if (actual < after) throw new CheckpointConflict(this.name, after, actual);
      await this.handle(fresh);
    }
  }

  async #writes(events: readonly RecordedEvent[], readModels: ReadModelStore): Promise<readonly DocumentWrite[]> {
    const updates = events.flatMap((recorded) => this.projection.project({ event: decode(recorded), recorded }));
    const fold = new Fold();
    const references = referencesOf(updates);
    const documents = await readModels.getMany(references);
    references.forEach((reference, index) => fold.hold(reference, documents[index] ?? null));
    for (const update of updates) fold.apply(update);
    return fold.writes();
  }
}
