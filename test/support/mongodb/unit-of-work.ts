import { type Document } from 'bson';
import { bsonKey } from './bson-order.js';
import { type Collection, type Version } from './collection.js';
import { type Index } from './collection-index.js';
import { matcher, wantedIds } from './matching.js';
import { duplicateKey } from './refusals.js';

/** Somebody else wrote, or is about to write, what this unit of work writes; `holder` is who is still at it. */
export class WriteConflict extends Error {
  constructor(readonly holder: UnitOfWork | null) {
    super('WriteConflict');
  }
}

/** What a unit of work stands on: the store, seen from here. */
export interface Ground {
  readonly collections: ReadonlyMap<string, Collection>;
  readonly locks: Map<string, UnitOfWork>;
  end(unit: UnitOfWork, isCommit: boolean): void;
}

const idOf = (document: Document): string => bsonKey(document['_id']);

/**
 * Reads the store as it was when the unit began, and its own writes; nobody else sees these before the commit. Of two
 * that write the same document, or the same key of a unique index, the second gets a `WriteConflict`.
 */
export class UnitOfWork {
  readonly writes = new Map<string, Map<string, Document | null>>();
  readonly locks = new Set<string>();
  readonly ended: Promise<void>;
  readonly #owners = new Map<string, string>();
  #isOver = false;
  #tellEnd: () => void = () => undefined;

  constructor(
    private readonly store: Ground,
    private readonly snapshot: number,
  ) {
    this.ended = new Promise((resolve) => (this.#tellEnd = resolve));
  }

  /** The documents that match, in the order in which they were inserted. */
  find(namespace: string, filter: Document): readonly Document[] {
    const matches = matcher(filter);
    const ids = wantedIds(filter);
    const found = ids === null ? this.#scan(namespace) : this.#lookup(namespace, ids);
    return [...found].filter(matches);
  }

  /** Throws DuplicateKey or `WriteConflict`, as do `replace` and `remove`. */
  insert(namespace: string, document: Document): void {
    this.#lock(namespace, idOf(document));
    if (this.#get(namespace, idOf(document)) !== null) {
      throw duplicateKey(namespace, { key: { _id: 1 }, name: '_id_' }, { _id: document['_id'] as unknown });
    }
    this.#put(namespace, document);
  }

  replace(namespace: string, document: Document): void {
    this.#lock(namespace, idOf(document));
    this.#put(namespace, document);
  }

  remove(namespace: string, document: Document): void {
    this.#lock(namespace, idOf(document));
    this.#write(namespace, idOf(document), null);
  }

  commit(): void {
    this.#end(true);
  }

  abort(): void {
    this.#end(false);
  }

  #end(isCommit: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.store.end(this, isCommit);
    this.#tellEnd();
  }

  #get(namespace: string, id: string): Document | null {
    const own = this.writes.get(namespace)?.get(id);
    if (own !== undefined) return own;
    return this.store.collections.get(namespace)?.at(id, this.snapshot) ?? null;
  }

  *#lookup(namespace: string, ids: readonly unknown[]): Iterable<Document> {
    for (const id of new Set(ids.map(bsonKey))) {
      const document = this.#get(namespace, id);
      if (document !== null) yield document;
    }
  }

  *#scan(namespace: string): Iterable<Document> {
    const rows = this.store.collections.get(namespace)?.rows ?? new Map<string, Version>();
    for (const id of rows.keys()) {
      const document = this.#get(namespace, id);
      if (document !== null) yield document;
    }
    for (const [id, document] of this.writes.get(namespace) ?? []) {
      if (document !== null && !rows.has(id)) yield document;
    }
  }

  #put(namespace: string, document: Document): void {
    const collection = this.store.collections.get(namespace);
    for (const index of collection?.uniqueIndexes() ?? []) {
      for (const key of index.keysOf(document))
        this.#claim({ namespace, collection: collection!, index, key, document });
    }
    this.#write(namespace, idOf(document), document);
  }

  #write(namespace: string, id: string, document: Document | null): void {
    const writes = this.writes.get(namespace) ?? new Map<string, Document | null>();
    this.writes.set(namespace, writes.set(id, document));
  }

  #lock(namespace: string, id: string): void {
    this.#hold(`${namespace}\n${id}`);
    const latest = this.store.collections.get(namespace)?.rows.get(id);
    if (latest !== undefined && latest.at > this.snapshot) throw new WriteConflict(null);
  }

  #hold(lock: string): void {
    const holder = this.store.locks.get(lock);
    if (holder !== undefined && holder !== this) throw new WriteConflict(holder);
    this.store.locks.set(lock, this);
    this.locks.add(lock);
  }

  /** Takes a key of a unique index for a document. */
  #claim(claim: Claim): void {
    const { namespace, index, key, document } = claim;
    const lock = `${namespace}\n${index.name}\n${key}`;
    this.#hold(lock);
    const isTaken = this.#ownerHolds(claim, lock) || this.#othersHold(claim);
    if (isTaken) throw duplicateKey(namespace, index.spec, index.valuesOf(document));
    this.#owners.set(lock, idOf(document));
  }

  /** Whether another document that this unit wrote has the key. */
  #ownerHolds({ namespace, index, key, document }: Claim, lock: string): boolean {
    const owner = this.#owners.get(lock);
    if (owner === undefined || owner === idOf(document)) return false;
    const written = this.writes.get(namespace)?.get(owner) ?? null;
    return written !== null && index.keysOf(written).includes(key);
  }

  #othersHold({ namespace, collection, index, key, document }: Claim): boolean {
    const own = this.writes.get(namespace);
    const others = [...index.holders(key)].filter((id) => id !== idOf(document) && !(own?.has(id) ?? false));
    if (others.some((id) => collection.rows.get(id)!.at > this.snapshot)) throw new WriteConflict(null);
    return others.length > 0;
  }
}

interface Claim {
  readonly namespace: string;
  readonly collection: Collection;
  readonly index: Index;
  readonly key: string;
  readonly document: Document;
}
