import type { Collection, Mongo } from '#platform/mongodb';
import type { DocumentReference } from '../port/projection.js';
import type { DocumentWrite } from '../port/read-model-store.js';
import type { StoredDocument } from './stored-document.js';
import { keyField, storedCollection } from './stored-names.js';

/** More ids than this are asked for in several rounds. */
const IDS_MAX = 1_000;

/** The collections on the server, each with an index for every key that its documents are listed by. */
export class Collections {
  readonly #ready = new Set<string>();

  constructor(private readonly mongo: Mongo) {}

  named(collection: string): Collection<StoredDocument> {
    return this.mongo.database().collection<StoredDocument>(storedCollection(collection));
  }

  /**
   * Makes what some writes need, outside of a transaction, where not every server can. Each is made sure of once for a
   * process, and again when it is told to forget.
   */
  async prepareFor(writes: readonly DocumentWrite[]): Promise<void> {
    for (const { collection, keys = {} } of writes) {
      if (!this.#ready.has(collection)) await this.#create(collection);
      for (const key of Object.keys(keys)) {
        if (!this.#ready.has(nameOfIndex(collection, key))) await this.#createIndex(collection, key);
      }
    }
  }

  /** What was there may be gone, as when somebody has dropped the database. */
  forget(): void {
    this.#ready.clear();
  }

  /** Of one collection, by id; what is not there is missing. */
  async find(collection: string, ids: readonly string[]): Promise<readonly StoredDocument[]> {
    const pages = Array.from({ length: Math.ceil(ids.length / IDS_MAX) }, (_, page) =>
      ids.slice(page * IDS_MAX, (page + 1) * IDS_MAX),
    );
    const found = await Promise.all(
      pages.map((page) =>
        this.named(collection)
          .find({ _id: { $in: page } }, { batchSize: IDS_MAX, projection: { json: 1 } })
          .toArray(),
      ),
    );
    return found.flat();
  }

  async #create(collection: string): Promise<void> {
    await this.mongo.createCollection(storedCollection(collection));
    this.#ready.add(collection);
  }

  async #createIndex(collection: string, key: string): Promise<void> {
    await this.mongo.repeat(() => this.named(collection).createIndex({ [keyField(key)]: 1, _id: 1 }));
    this.#ready.add(nameOfIndex(collection, key));
  }
}

const nameOfIndex = (collection: string, key: string): string => `${collection}\0${key}`;

/** By collection, in the order in which they come first. */
export const byCollection = <T extends Pick<DocumentReference, 'collection'>>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.collection);
    if (group) group.push(item);
    else groups.set(item.collection, [item]);
  }
  return groups;
};
