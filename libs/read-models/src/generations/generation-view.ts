import type { Position } from '#event-store';
import type { DocumentReference } from '../port/projection.js';
import {
  CheckpointConflict,
  ReadModelStore,
  type CheckpointMove,
  type DocumentQuery,
  type DocumentRow,
  type DocumentScan,
  type ProjectionCommit,
  type ScannedDocument,
} from '../port/read-model-store.js';

/** Later than every position, so nobody commits after it: the checkpoint of a generation that nobody may write any more. */
export const SEALED = '~' as Position;

/** Under which name a projection or a collection is stored in one of its generations. */
export const physicalName = (name: string, generation: number): string =>
  generation === 0 ? name : `${name}~${generation}`;

/** What everybody calls it. */
export const logicalName = (name: string): string => name.replace(/~\d+$/, '');

/** A conflict with the names that everybody uses. */
export const asKnown = (error: unknown): unknown =>
  error instanceof CheckpointConflict
    ? new CheckpointConflict(logicalName(error.projection), error.expected, error.actual)
    : error;

/** The generation was sealed: another one has taken its place, or the rebuild that made it was overtaken. */
export class GenerationSealed extends Error {
  readonly code = 'read_models.generation_sealed';
  constructor(
    readonly projection: string,
    readonly generation: number,
  ) {
    super(`generation ${generation} of ${projection} is not in use any more: read which one is, and go on from there`);
    this.name = new.target.name;
  }
}

export interface GenerationOf {
  readonly projection: string;
  readonly generation: number;
  /** Whether a collection is the projection's; others keep their names. */
  readonly owns: (collection: string) => boolean;
}

/** One generation of a projection, under the names that everybody uses. Whoever opened the inner store closes it. */
export class GenerationView extends ReadModelStore {
  constructor(
    private readonly inner: ReadModelStore,
    private readonly of: GenerationOf,
  ) {
    super();
  }

  get generation(): number {
    return this.of.generation;
  }

  override get<D extends object>(collection: string, id: string): Promise<D | null> {
    return this.inner.get<D>(this.#stored(collection), id);
  }

  override getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
    const stored = references.map(({ collection, id }) => ({ collection: this.#stored(collection), id }));
    return this.inner.getMany(stored);
  }

  override list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]> {
    return this.inner.list<D>({ ...query, collection: this.#stored(query.collection) });
  }

  override scan(query: DocumentScan): Promise<readonly ScannedDocument[]> {
    return this.inner.scan({ ...query, collection: this.#stored(query.collection) });
  }

  /** @throws GenerationSealed */
  override async checkpoint(projection: string): Promise<Position> {
    const position = await this.inner.checkpoint(this.#checkpointOf(projection));
    if (position === SEALED) throw new GenerationSealed(this.of.projection, this.of.generation);
    return position;
  }

  /** @throws GenerationSealed; CheckpointConflict */
  override async commit(commit: ProjectionCommit): Promise<void> {
    const move = <M extends CheckpointMove>(one: M): M => ({ ...one, projection: this.#checkpointOf(one.projection) });
    const writes = commit.writes.map((write) => ({ ...write, collection: this.#stored(write.collection) }));
    const { alongside } = commit;
    try {
      await this.inner.commit({ ...move(commit), writes, ...(alongside && { alongside: alongside.map(move) }) });
    } catch (error) {
      const isSealed = error instanceof CheckpointConflict && error.actual === SEALED;
      throw isSealed ? new GenerationSealed(this.of.projection, this.of.generation) : asKnown(error);
    }
  }

  override reset(projection: string, collections: readonly string[]): Promise<void> {
    return this.inner.reset(
      this.#checkpointOf(projection),
      collections.map((collection) => this.#stored(collection)),
    );
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  #stored(collection: string): string {
    return this.of.owns(collection) ? physicalName(collection, this.of.generation) : collection;
  }

  #checkpointOf(projection: string): string {
    return projection === this.of.projection ? physicalName(projection, this.of.generation) : projection;
  }
}
