import type { DocumentQuery, DocumentRow, ReadModelStore } from './read-model-store.js';
import { versioned, type Update } from './projection.js';

export interface Layout<D extends object> {
  readonly name: string;
  /** That of the projection. */
  readonly version: number;
  /** The keys that a document is listed by; none unless told. */
  readonly keys?: (document: D) => Readonly<Record<string, string>>;
}

/** One collection with the type and the keys of its documents: what projections update and queries read. */
export class Documents<D extends object> {
  readonly collection: string;
  readonly #keys: (document: D) => Readonly<Record<string, string>>;

  constructor({ name, version, keys = () => ({}) }: Layout<D>) {
    this.collection = versioned(name, version);
    this.#keys = keys;
  }

  update(id: string, change: (document: D | null) => D | null): Update {
    return { collection: this.collection, id, change, keys: this.#keys };
  }

  /** An update that also sees another document of the projection, null when there is none. */
  updateWith<R extends object>(
    id: string,
    reads: { readonly from: Documents<R>; readonly id: string },
    change: (document: D | null, read: R | null) => D | null,
  ): Update {
    return { ...this.update(id, () => null), reads: { collection: reads.from.collection, id: reads.id }, change };
  }

  get(store: ReadModelStore, id: string): Promise<D | null> {
    return store.get<D>(this.collection, id);
  }

  list(store: ReadModelStore, query: Omit<DocumentQuery, 'collection'>): Promise<readonly DocumentRow<D>[]> {
    return store.list<D>({ ...query, collection: this.collection });
  }
}

/**
 * What every key begins with that lists the documents of one owner, whatever that is: no id, also not one with a
 * slash in it, is the beginning of another's.
 */
export const keyPrefix = (ownerId: string): string => `${encodeURIComponent(ownerId)}/`;
