import type { Position } from '#event-store';
import {
  CheckpointConflict,
  type CheckpointMove,
  type DocumentWrite,
  type ReadModelStore,
} from '../port/read-model-store.js';

/** What is known of the generations of one projection. */
export interface Generations {
  /** The one that is read and written. */
  readonly live: number;
  /** The highest number that was ever given: none is given twice. */
  readonly latest: number;
  /** Built beside the live one, left behind by a rebuild that was killed, or live before and kept for slow readers. */
  readonly others: readonly number[];
}

/** The generations, and the commit that changes them only if nobody else has since. */
export interface ReadGenerations {
  readonly generations: Generations;
  readonly change: (to: Generations) => { readonly move: CheckpointMove; readonly write: DocumentWrite };
}

const COLLECTION = 'generations';
const NEVER_REBUILT: Generations = { live: 0, latest: 0, others: [] };
const VERSION_DIGITS = 12;
const ATTEMPTS_MAX = 100;

const checkpointOf = (projection: string): string => `${COLLECTION}/${projection}`;

const following = (version: Position): Position =>
  String(Number(version) + 1).padStart(VERSION_DIGITS, '0') as Position;

/** Which generation of each projection is live: a document in the store itself, so that it goes when the store goes. */
export class GenerationRegistry {
  constructor(private readonly store: ReadModelStore) {}

  async live(projection: string): Promise<number> {
    return (await this.#find(projection)).live;
  }

  async read(projection: string): Promise<ReadGenerations> {
    // The version first: generations that are newer than it make the commit a conflict, never the other way round.
    const version = await this.store.checkpoint(checkpointOf(projection));
    const generations = await this.#find(projection);
    return {
      generations,
      change: (document) => ({
        move: { projection: checkpointOf(projection), after: version, position: following(version) },
        write: { collection: COLLECTION, id: projection, document },
      }),
    };
  }

  /** Changes the generations, from whatever others make of them meanwhile; answers what they are then. */
  async update(projection: string, change: (generations: Generations) => Generations): Promise<Generations> {
    for (let attempt = 1; ; attempt += 1) {
      const read = await this.read(projection);
      const generations = change(read.generations);
      const { move, write } = read.change(generations);
      try {
        await this.store.commit({ ...move, writes: [write] });
        return generations;
      } catch (error) {
        if (!(error instanceof CheckpointConflict) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  async #find(projection: string): Promise<Generations> {
    return (await this.store.get<Generations>(COLLECTION, projection)) ?? NEVER_REBUILT;
  }
}
