import { BEGINNING, type Position } from '#event-store';
import type { DocumentReference } from '../port/projection.js';
import {
  assertName,
  CheckpointConflict,
  ReadModelStore,
  type DocumentQuery,
  type DocumentRow,
  type DocumentScan,
  type DocumentWrite,
  type ProjectionCommit,
  type ScannedDocument,
} from '../port/read-model-store.js';
import { ReadModelStoreModel } from './read-model-store.model.js';

interface Stored extends DocumentWrite {
  readonly document: object;
}

/** What several memory stores share, as the file of the embedded ones is. */
export class SharedMemory {
  readonly model = new ReadModelStoreModel();
  readonly stored = new Map<string, Stored>();
  readonly positions = new Map<string, Position>();
}

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Read models in memory: as quick as specs with thousands of batches need, and every document has been JSON. */
export class MemoryReadModelStore extends ReadModelStore {
  constructor(private readonly memory = new SharedMemory()) {
    super();
  }

  override async get<D extends object>(collection: string, id: string): Promise<D | null> {
    return json(this.memory.model.get(collection, id)) as D | null;
  }

  override async getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
    return references.map(({ collection, id }) => json(this.memory.model.get(collection, id)));
  }

  override async list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]> {
    return json(this.memory.model.list(query)) as DocumentRow<D>[];
  }

  override async scan(query: DocumentScan): Promise<readonly ScannedDocument[]> {
    return json(this.memory.model.scan(query));
  }

  override async checkpoint(projection: string): Promise<Position> {
    return this.memory.positions.get(projection) ?? BEGINNING;
  }

  override async commit(commit: ProjectionCommit): Promise<void> {
    const moves = [commit, ...(commit.alongside ?? [])];
    for (const { projection } of moves) assertName(projection);
    for (const { collection, id, keys = {} } of commit.writes) {
      [collection, id, ...Object.entries(keys).flat()].forEach(assertName);
    }
    const writes = json(commit.writes);
    for (const { projection, after } of moves) {
      const actual = this.memory.positions.get(projection) ?? BEGINNING;
      if (actual !== after) throw new CheckpointConflict(projection, after, actual);
    }
    this.#write(writes);
    for (const { projection, position } of moves) this.memory.positions.set(projection, position);
  }

  override async reset(projection: string, collections: readonly string[]): Promise<void> {
    this.memory.positions.delete(projection);
    const forgotten = [...this.memory.stored.values()].filter(({ collection }) => collections.includes(collection));
    this.#write(forgotten.map(({ collection, id }) => ({ collection, id, document: null })));
  }

  override async close(): Promise<void> {
    // Memory needs no closing.
  }

  /** Everything that is kept, in one order: two stores hold the same when this is equal. */
  dump(): readonly DocumentWrite[] {
    const nameOf = ({ collection, id }: DocumentWrite): string => `${collection}/${id}`;
    return [...this.memory.stored.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  #write(writes: readonly DocumentWrite[]): void {
    const { model, stored } = this.memory;
    model.commit({ projection: '', after: BEGINNING, position: BEGINNING, writes });
    for (const { collection, id, document, keys = {} } of writes) {
      if (document) stored.set(`${collection}\0${id}`, { collection, id, document, keys });
      else stored.delete(`${collection}\0${id}`);
    }
  }
}
