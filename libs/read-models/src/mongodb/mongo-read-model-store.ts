import { randomUUID } from 'node:crypto';
import { BEGINNING, type Position } from '#event-store';
import type { Mongo } from '#platform/mongodb';
import type { DocumentReference } from '../port/projection.js';
import {
  assertName,
  type DocumentQuery,
  type DocumentRow,
  type DocumentScan,
  type DocumentWrite,
  type ProjectionCommit,
  ReadModelStore,
  type ScannedDocument,
} from '../port/read-model-store.js';
import { byCollection, Collections } from './collections.js';
import { ProjectionStates, type ProjectionState } from './projection-states.js';
import { toDocument, toListing, toOperation, toRow, toScanned } from './stored-document.js';

/** So many documents leave in one step of a reset: a transaction may not last for long. */
const EMPTIED_AT_ONCE_MAX = 5_000;

/**
 * The read models in MongoDB: a collection for each of the port's, a document for each document. Any number of stores
 * and processes may share them. Whoever opened the server closes it.
 */
export class MongoReadModelStore extends ReadModelStore {
  readonly #mongo: Mongo;
  readonly #collections: Collections;
  readonly #states: ProjectionStates;

  constructor(mongo: Mongo) {
    super();
    this.#mongo = mongo;
    this.#collections = new Collections(mongo);
    this.#states = new ProjectionStates(mongo, () => this.#collections.forget());
  }

  override async get<D extends object>(collection: string, id: string): Promise<D | null> {
    const stored = await this.#collections.named(collection).findOne({ _id: id }, { projection: { json: 1 } });
    return stored && (toDocument(stored) as D);
  }

  override async getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
    const documents = new Map<string, object>();
    await Promise.all(
      [...byCollection(references)].map(async ([collection, wanted]) => {
        const ids = [...new Set(wanted.map(({ id }) => id))];
        const found = await this.#collections.find(collection, ids);
        for (const stored of found) documents.set(nameOf({ collection, id: stored._id }), toDocument(stored));
      }),
    );
    return references.map((reference) => documents.get(nameOf(reference)) ?? null);
  }

  override async list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]> {
    const { collection, key, limit } = query;
    // MongoDB takes a limit of zero for none.
    if (limit < 1) return [];
    const { filter, sort } = toListing(query);
    const rows = await this.#collections.named(collection).find(filter, { sort, limit, batchSize: limit }).toArray();
    return rows.map((stored) => toRow<D>(stored, key));
  }

  override async scan({ collection, from, after, limit }: DocumentScan): Promise<readonly ScannedDocument[]> {
    if (limit < 1) return [];
    const ids = { ...(from !== undefined && { $gte: from }), ...(after !== undefined && { $gt: after }) };
    const filter = Object.keys(ids).length === 0 ? {} : { _id: ids };
    const options = { sort: { _id: 1 }, limit, batchSize: limit } as const;
    return (await this.#collections.named(collection).find(filter, options).toArray()).map(toScanned);
  }

  override async checkpoint(projection: string): Promise<Position> {
    const state = await this.#states.find(projection);
    if (!state) return BEGINNING;
    if (!state.emptying) return state.position;
    await this.#finishReset(projection);
    return this.checkpoint(projection);
  }

  override async commit(commit: ProjectionCommit): Promise<void> {
    const moves = [commit, ...(commit.alongside ?? [])];
    for (const { projection } of moves) assertName(projection);
    const writes = lastWrites(commit.writes);
    const operations = [...byCollection(writes)].map(
      ([collection, group]) => [collection, group.map(toOperation)] as const,
    );
    await this.#collections.prepareFor(writes);
    for (const { projection } of moves) await this.#states.prepare(projection);
    const id = randomUUID();
    await this.#mongo.transaction(async (session) => {
      for (const move of moves) if (!(await this.#states.advance(move, id, session))) return;
      for (const [collection, group] of operations) {
        await this.#collections.named(collection).bulkWrite(group, { session, ordered: false });
      }
    });
  }

  /**
   * A reset that was cut short is finished by whoever reads the checkpoint next: until then the projection stands
   * still. Collections are emptied, not dropped: a drop knows no transaction, so one that came late would take with it
   * what another process had begun to build again.
   */
  override async reset(projection: string, collections: readonly string[]): Promise<void> {
    await this.#states.beginReset(projection, collections);
    await this.#finishReset(projection);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  async #finishReset(projection: string): Promise<void> {
    const state = await this.#states.find(projection);
    if (!state?.emptying) return;
    for (const collection of state.emptying) {
      while (await this.#emptySome(state, collection));
    }
    await this.#states.endReset(state);
    await this.#finishReset(projection);
  }

  /** Whether there may be more. */
  #emptySome(reset: ProjectionState, collection: string): Promise<boolean> {
    return this.#mongo.transaction(async (session) => {
      if (!(await this.#states.holdReset(reset, session))) return false;
      const documents = this.#collections.named(collection);
      const options = { session, projection: { _id: 1 }, limit: EMPTIED_AT_ONCE_MAX, batchSize: EMPTIED_AT_ONCE_MAX };
      const some = await documents.find({}, options).toArray();
      if (some.length > 0) await documents.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } }, { session });
      return some.length === EMPTIED_AT_ONCE_MAX;
    });
  }
}

const nameOf = ({ collection, id }: DocumentReference): string => `${collection}\0${id}`;

/** The last write to each document; the others would be overwritten in the same transaction. */
const lastWrites = (writes: readonly DocumentWrite[]): readonly DocumentWrite[] => {
  const last = new Map<string, DocumentWrite>();
  for (const write of writes) {
    [write.collection, write.id, ...Object.entries(write.keys ?? {}).flat()].forEach(assertName);
    last.set(nameOf(write), write);
  }
  return [...last.values()];
};
