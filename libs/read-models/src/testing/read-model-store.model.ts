import { BEGINNING, type Position } from '#event-store';
import type {
  DocumentQuery,
  DocumentRow,
  DocumentScan,
  DocumentWrite,
  ProjectionCommit,
  ScannedDocument,
} from '../port/read-model-store.js';

interface Kept {
  readonly document: object;
  readonly keys: Readonly<Record<string, string>>;
}

/** What a read-model store must answer, said with a Map and a sort: slow, and too simple to be wrong. */
export class ReadModelStoreModel {
  readonly #collections = new Map<string, Map<string, Kept>>();
  #position: Position = BEGINNING;

  get position(): Position {
    return this.#position;
  }

  commit(commit: ProjectionCommit): void {
    for (const write of commit.writes) this.#write(write);
    this.#position = commit.position;
  }

  get(collection: string, id: string): object | null {
    return this.#collections.get(collection)?.get(id)?.document ?? null;
  }

  list(query: DocumentQuery): DocumentRow<object>[] {
    const rows = this.#rowsWith(query.collection, query.key).sort(byKeyThenId);
    if (query.descending) rows.reverse();
    return rows.filter(({ key }) => isWanted(key, query)).slice(0, query.limit);
  }

  scan({ collection, from, after, limit }: DocumentScan): ScannedDocument[] {
    return [...(this.#collections.get(collection) ?? [])]
      .map(([id, { document, keys }]) => ({ id, keys, document }))
      .filter(({ id }) => from === undefined || compare(id, from) >= 0)
      .filter(({ id }) => after === undefined || compare(id, after) > 0)
      .sort((left, right) => compare(left.id, right.id))
      .slice(0, limit);
  }

  #write({ collection, id, document, keys = {} }: DocumentWrite): void {
    const documents = this.#collections.get(collection) ?? new Map<string, Kept>();
    this.#collections.set(collection, documents);
    if (document) documents.set(id, { document, keys });
    else documents.delete(id);
  }

  #rowsWith(collection: string, name: string): DocumentRow<object>[] {
    return [...(this.#collections.get(collection) ?? [])].flatMap(([id, { document, keys }]) => {
      const key = keys[name];
      return key === undefined ? [] : [{ id, key, document }];
    });
  }
}

/** By code point, spelt out, because the store under test compares bytes. */
function compare(left: string, right: string): number {
  const [ours, theirs] = [Array.from(left), Array.from(right)];
  const at = ours.findIndex((character, index) => character !== theirs[index]);
  if (at < 0) return ours.length - theirs.length;
  return (ours[at]?.codePointAt(0) ?? 0) - (theirs[at]?.codePointAt(0) ?? -1);
}

function byKeyThenId(left: DocumentRow<object>, right: DocumentRow<object>): number {
  return compare(left.key, right.key) || compare(left.id, right.id);
}

function isWanted(key: string, { prefix = '', upTo, after, descending }: DocumentQuery): boolean {
  if (!key.startsWith(prefix) || (upTo !== undefined && compare(key, upTo) > 0)) return false;
  if (after === undefined) return true;
  return descending ? compare(key, after) < 0 : compare(key, after) > 0;
}
