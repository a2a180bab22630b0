import { type Document, UUID } from 'bson';
import { Index } from './collection-index.js';
import { duplicateKey } from './refusals.js';

/** A committed state of a document; null once it is deleted. Older states are kept while a snapshot may read them. */
export interface Version {
  readonly at: number;
  readonly document: Document | null;
  readonly before: Version | null;
}

const ID_INDEX: Document = { v: 2, key: { _id: 1 }, name: '_id_' };

export class Collection {
  readonly uuid = new UUID();
  readonly rows = new Map<string, Version>();
  readonly indexes = new Map<string, Index>([['_id_', new Index(ID_INDEX)]]);

  constructor(readonly options: Document = {}) {}

  latest(id: string): Document | null {
    return this.rows.get(id)?.document ?? null;
  }

  /** The state of a document at a moment of the store. */
  at(id: string, snapshot: number): Document | null {
    let version = this.rows.get(id) ?? null;
    while (version !== null && version.at > snapshot) version = version.before;
    return version?.document ?? null;
  }

  uniqueIndexes(): readonly Index[] {
    return [...this.indexes.values()].filter((index) => index.isUnique);
  }

  apply(id: string, document: Document | null, at: number): void {
    for (const index of this.uniqueIndexes()) index.replace(id, this.latest(id), document);
    this.rows.set(id, { at, document, before: this.rows.get(id) ?? null });
  }

  /** Forgets every state but the last: nobody reads an older moment any more. */
  forgetHistory(ids: Iterable<string>): void {
    for (const id of ids) {
      const version = this.rows.get(id);
      if (version === undefined) continue;
      if (version.document === null) this.rows.delete(id);
      else if (version.before !== null) this.rows.set(id, { ...version, before: null });
    }
  }

  /** Builds an index over what there is; throws DuplicateKey, and changes nothing, when two documents share a key. */
  addIndex(namespace: string, index: Index): void {
    for (const [id, { document }] of this.rows) {
      if (document === null) continue;
      const isTaken = index.keysOf(document).some((key) => [...index.holders(key)].length > 0);
      if (isTaken) throw duplicateKey(namespace, index.spec, index.valuesOf(document));
      index.replace(id, null, document);
    }
    this.indexes.set(index.name, index);
  }
}
