import { BEGINNING, type Position } from '#event-store';
import { checkpointName, type DocumentReference, type Projection } from '../port/projection.js';
import {
  CheckpointConflict,
  ReadModelStore,
  type CheckpointMove,
  type DocumentQuery,
  type DocumentRow,
  type DocumentScan,
  type ProjectionCommit,
  type ProjectionStart,
  type ScannedDocument,
} from '../port/read-model-store.js';
import { GenerationRegistry } from './generation-registry.js';
import { asKnown, GenerationSealed, GenerationView, physicalName, SEALED } from './generation-view.js';

/** So long, in milliseconds, a reader may go on with a generation after another has taken its place. */
export const GENERATION_CACHE_MS = 500;

/** A switch between two reads of one question makes it ask again; so many in a row are no switches. */
const ATTEMPTS_MAX = 10;

/** Which checkpoint stands for a collection: null for one that knows no generations. */
export type OwnerOf = (collection: string) => string | null;

export const ownersIn = (projections: readonly Projection[]): OwnerOf => {
  const owners = new Map(
    projections.flatMap((projection) =>
      projection.collections.map((collection) => [collection, checkpointName(projection)] as const),
    ),
  );
  return (collection) => owners.get(collection) ?? null;
};

export interface ReaderOptions {
  /** `GENERATION_CACHE_MS` unless told. */
  readonly cacheMs?: number;
  /** Of a clock that only goes forward. */
  readonly nowMs?: () => number;
}

interface Cached {
  readonly view: Promise<GenerationView>;
  readonly untilMs: number;
}

/**
 * Read models that can be built anew beside those that are read: of each projection one generation is live, and what
 * is asked for is answered from it. A reader sees a switch after `GENERATION_CACHE_MS` at the latest, and in the
 * process of the projector as soon as that goes on from it, so what a barrier has waited for can be read. Whoever
 * opened the inner store closes it.
 */
export class GenerationalReadModelStore extends ReadModelStore {
  readonly registry: GenerationRegistry;
  readonly #views = new Map<string, GenerationView>();
  readonly #cached = new Map<string, Cached>();
  readonly #cacheMs: number;
  readonly #nowMs: () => number;

  constructor(
    private readonly inner: ReadModelStore,
    private readonly ownerOf: OwnerOf,
    { cacheMs = GENERATION_CACHE_MS, nowMs = () => performance.now() }: ReaderOptions = {},
  ) {
    super();
    this.#cacheMs = cacheMs;
    this.#nowMs = nowMs;
    this.registry = new GenerationRegistry(inner);
  }

  override async get<D extends object>(collection: string, id: string): Promise<D | null> {
    return (await this.#storeOf(collection)).get<D>(collection, id);
  }

  override async getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
    const owners = [...new Set(references.map(({ collection }) => this.ownerOf(collection)))];
    const found = new Map<DocumentReference, object | null>();
    for (const owner of owners) {
      const store = owner === null ? this.inner : await this.#reading(owner);
      const owned = references.filter(({ collection }) => this.ownerOf(collection) === owner);
      const documents = await store.getMany(owned);
      owned.forEach((reference, index) => found.set(reference, documents[index] ?? null));
    }
    return references.map((reference) => found.get(reference) ?? null);
  }

  override async list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]> {
    return (await this.#storeOf(query.collection)).list<D>(query);
  }

  override async scan(query: DocumentScan): Promise<readonly ScannedDocument[]> {
    return (await this.#storeOf(query.collection)).scan(query);
  }

  /** Of the generation that is read: nobody is told that a position is reached which he would not find. */
  override async checkpoint(projection: string): Promise<Position> {
    try {
      return await (await this.#reading(projection)).checkpoint(projection);
    } catch (error) {
      if (!(error instanceof GenerationSealed)) throw error;
      return (await this.begin(projection)).position;
    }
  }

  /** Into the generation that is live. A projector commits to the store that `begin` answers, as it loads from it. */
  override async commit(commit: ProjectionCommit): Promise<void> {
    const generations = await this.#generationsOf(commit);
    const move = <M extends CheckpointMove>(one: M): M => ({
      ...one,
      projection: physicalName(one.projection, generations.get(one.projection) ?? 0),
    });
    const writes = commit.writes.map((write) => ({
      ...write,
      collection: physicalName(write.collection, generations.get(this.ownerOf(write.collection) ?? '') ?? 0),
    }));
    const { alongside } = commit;
    try {
      await this.inner.commit({ ...move(commit), writes, ...(alongside && { alongside: alongside.map(move) }) });
    } catch (error) {
      throw asKnown(error);
    }
  }

  override async begin(projection: string): Promise<ProjectionStart> {
    for (let attempt = 1; ; attempt += 1) {
      const readModels = await this.#refreshed(projection);
      try {
        return { readModels, position: await readModels.checkpoint(projection) };
      } catch (error) {
        if (!(error instanceof GenerationSealed) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  override async reset(projection: string, collections: readonly string[]): Promise<void> {
    await (await this.#refreshed(projection)).reset(projection, collections);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  /** One generation, live or not. */
  generation(projection: string, generation: number): GenerationView {
    const name = physicalName(projection, generation);
    const known = this.#views.get(name);
    if (known) return known;
    const owns = (collection: string): boolean => this.ownerOf(collection) === projection;
    const view = new GenerationView(this.inner, { projection, generation, owns });
    this.#views.set(name, view);
    return view;
  }

  /** Forgets the documents of a generation that nobody reads, and lets nobody write it ever again. */
  async retire(projection: string, generation: number, collections: readonly string[]): Promise<void> {
    const name = physicalName(projection, generation);
    for (;;) {
      await this.generation(projection, generation).reset(projection, collections);
      try {
        await this.inner.commit({ projection: name, after: BEGINNING, position: SEALED, writes: [] });
        return;
      } catch (error) {
        // Whoever still builds it was between the two: what he wrote has to go as well.
        if (!(error instanceof CheckpointConflict)) throw error;
      }
    }
  }

  /**
   * From `live` to `next`; answers the generations that are of no use from then on.
   * @throws CheckpointConflict when one of them is not where it is said to be, or the generations have changed.
   * @throws GenerationSealed when `live` is not live any more.
   */
  async switchOver(projection: string, live: ProjectionAt, next: ProjectionAt): Promise<readonly number[]> {
    const { generations, change } = await this.registry.read(projection);
    if (generations.live !== live.generation) throw new GenerationSealed(projection, live.generation);
    const others = [...generations.others.filter((other) => other !== next.generation), live.generation];
    const { move, write } = change({ ...generations, live: next.generation, others });
    await this.inner.commit({
      ...{ projection: physicalName(projection, live.generation), after: live.position, position: SEALED },
      writes: [write],
      alongside: [
        move,
        { projection: physicalName(projection, next.generation), after: next.position, position: next.position },
      ],
    });
    return others;
  }

  async #generationsOf({ projection, writes, alongside = [] }: ProjectionCommit): Promise<Map<string, number>> {
    const owners = writes.flatMap(({ collection }) => this.ownerOf(collection) ?? []);
    const names = [...new Set([projection, ...alongside.map((move) => move.projection), ...owners])];
    const views = await Promise.all(names.map((name) => this.#refreshed(name)));
    return new Map(names.map((name, index) => [name, views[index]?.generation ?? 0]));
  }

  #storeOf(collection: string): Promise<ReadModelStore> | ReadModelStore {
    const owner = this.ownerOf(collection);
    return owner === null ? this.inner : this.#reading(owner);
  }

  #reading(projection: string): Promise<GenerationView> {
    const cached = this.#cached.get(projection);
    return cached !== undefined && this.#nowMs() < cached.untilMs ? cached.view : this.#refreshed(projection);
  }

  #refreshed(projection: string): Promise<GenerationView> {
    // From the moment of asking: the answer may already be old when it comes.
    const untilMs = this.#nowMs() + this.#cacheMs;
    const view = this.registry.live(projection).then((live) => this.generation(projection, live));
    const cached = { view, untilMs };
    this.#cached.set(projection, cached);
    view.catch(() => {
      if (this.#cached.get(projection) === cached) this.#cached.delete(projection);
    });
    return view;
  }
}

export interface ProjectionAt {
  readonly generation: number;
  readonly position: Position;
}
