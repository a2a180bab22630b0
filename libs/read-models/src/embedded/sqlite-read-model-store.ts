import { BEGINNING, type Position } from '#event-store';
import { promised } from '#platform';
import { type Database } from '#platform/sqlite';
import type { DocumentReference } from '../port/projection.js';
import {
  assertName,
  CheckpointConflict,
  type CheckpointMove,
  type DocumentQuery,
  type DocumentRow,
  type DocumentScan,
  type DocumentWrite,
  type ProjectionCommit,
  ReadModelStore,
  type ScannedDocument,
} from '../port/read-model-store.js';
import { keyRange } from '../port/key-range.js';

const MIGRATIONS = [
  `create table read_model_checkpoint (projection text primary key, position text not null) strict, without rowid;
  create table read_model_document (
    collection text not null,
    id text not null,
    keys text not null,
    document text not null,
    primary key (collection, id)
  ) strict;
  create table read_model_key (
    collection text not null,
    name text not null,
    value text not null,
    id text not null,
    primary key (collection, name, value, id)
  ) strict, without rowid;`,
];

const SELECT_DOCUMENT = 'select document from read_model_document where collection = ? and id = ?';
const SELECT_KEYS = 'select keys from read_model_document where collection = ? and id = ?';
const SCAN_FROM =
  'select id, keys, document from read_model_document where collection = ? and id >= ? order by id limit ?';
const SCAN_AFTER =
  'select id, keys, document from read_model_document where collection = ? and id > ? order by id limit ?';
const UPSERT_DOCUMENT = `
  insert into read_model_document (collection, id, keys, document) values (?, ?, ?, ?)
  on conflict (collection, id) do update set keys = excluded.keys, document = excluded.document`;
const DELETE_DOCUMENT = 'delete from read_model_document where collection = ? and id = ?';
const DELETE_DOCUMENTS = 'delete from read_model_document where collection = ?';
const INSERT_KEY = 'insert into read_model_key (collection, name, value, id) values (?, ?, ?, ?)';
const DELETE_KEY = 'delete from read_model_key where collection = ? and name = ? and value = ? and id = ?';
const DELETE_KEYS = 'delete from read_model_key where collection = ?';
const SELECT_CHECKPOINT = 'select position from read_model_checkpoint where projection = ?';
const UPSERT_CHECKPOINT = 'insert or replace into read_model_checkpoint (projection, position) values (?, ?)';
const DELETE_CHECKPOINT = 'delete from read_model_checkpoint where projection = ?';

interface StoredRow {
  readonly id: string;
  readonly key: string;
  readonly document: string;
}

interface ScannedRow {
  readonly id: string;
  readonly keys: string;
  readonly document: string;
}

type Keys = Readonly<Record<string, string>>;

interface KeyChange {
  readonly collection: string;
  readonly id: string;
  readonly before: Keys;
  readonly after: Keys;
}

/**
 * The read models in a SQLite file: documents as JSON text, their keys in an index beside them. Any number of stores
 * and processes may share the file. Whoever opened the database closes it.
 */
export class SqliteReadModelStore extends ReadModelStore {
  readonly #database: Database;

  constructor(database: Database) {
    super();
    this.#database = database;
    database.migrate('read-models', MIGRATIONS);
  }

  override get<D extends object>(collection: string, id: string): Promise<D | null> {
    return promised(() => this.#find({ collection, id }) as D | null);
  }

  override getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
    return promised(() => references.map((reference) => this.#find(reference)));
  }

  override list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]> {
    return promised(() => {
      const { sql, values } = listing(query);
      const rows = this.#database.prepare<StoredRow>(sql).all(...values);
      return rows.map(({ id, key, document }) => ({ id, key, document: JSON.parse(document) as D }));
    });
  }

  override scan({ collection, from = '', after, limit }: DocumentScan): Promise<readonly ScannedDocument[]> {
    return promised(() => {
      const statement = this.#database.prepare<ScannedRow>(after === undefined ? SCAN_FROM : SCAN_AFTER);
      return statement.all(collection, after ?? from, limit).map(scanned);
    });
  }

  override checkpoint(projection: string): Promise<Position> {
    return promised(() => this.#position(projection));
  }

  override commit(commit: ProjectionCommit): Promise<void> {
    return promised(() => {
      const moves = [commit, ...(commit.alongside ?? [])];
      for (const { projection } of moves) assertName(projection);
      const writes = lastWrites(commit.writes);
      this.#database.transaction(() => {
        for (const move of moves) this.#expectPosition(move);
        for (const write of writes) this.#write(write);
        const upsert = this.#database.prepare(UPSERT_CHECKPOINT);
        for (const { projection, position } of moves) upsert.run(projection, position);
      });
    });
  }

  override reset(projection: string, collections: readonly string[]): Promise<void> {
    return promised(() =>
      this.#database.transaction(() => {
        this.#database.prepare(DELETE_CHECKPOINT).run(projection);
        for (const collection of collections) {
          this.#database.prepare(DELETE_DOCUMENTS).run(collection);
          this.#database.prepare(DELETE_KEYS).run(collection);
        }
      }),
    );
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  #find({ collection, id }: DocumentReference): object | null {
    const row = this.#database.prepare<{ document: string }>(SELECT_DOCUMENT).get(collection, id);
    return row ? (JSON.parse(row.document) as object) : null;
  }

  #position(projection: string): Position {
    const row = this.#database.prepare<{ position: Position }>(SELECT_CHECKPOINT).get(projection);
    return row?.position ?? BEGINNING;
  }

  #expectPosition({ projection, after }: CheckpointMove): void {
    const actual = this.#position(projection);
    if (actual !== after) throw new CheckpointConflict(projection, after, actual);
  }

  #write({ collection, id, document, keys = {} }: DocumentWrite): void {
    const stored = this.#database.prepare<{ keys: string }>(SELECT_KEYS).get(collection, id);
    const before = stored ? (JSON.parse(stored.keys) as Keys) : {};
    const after = document ? keys : {};
    if (document) {
      this.#database.prepare(UPSERT_DOCUMENT).run(collection, id, JSON.stringify(keys), JSON.stringify(document));
    } else {
      this.#database.prepare(DELETE_DOCUMENT).run(collection, id);
    }
    this.#moveKeys({ collection, id, before, after });
  }

  /** Most writes leave the keys as they are, so only the differences touch the index. */
  #moveKeys({ collection, id, before, after }: KeyChange): void {
    for (const [name, value] of Object.entries(before)) {
      if (after[name] !== value) this.#database.prepare(DELETE_KEY).run(collection, name, value, id);
    }
    for (const [name, value] of Object.entries(after)) {
      if (before[name] !== value) this.#database.prepare(INSERT_KEY).run(collection, name, value, id);
    }
  }
}

function scanned({ id, keys, document }: ScannedRow): ScannedDocument {
  try {
    return { id, keys: JSON.parse(keys) as Keys, document: JSON.parse(document) as object };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { id, keys: {}, document: null };
  }
}

/** The last write to each document; the others would be overwritten in the same transaction. */
function lastWrites(writes: readonly DocumentWrite[]): Iterable<DocumentWrite> {
  const last = new Map<string, DocumentWrite>();
  for (const write of writes) {
    [write.collection, write.id, ...Object.entries(write.keys ?? {}).flat()].forEach(assertName);
    last.set(`${write.collection}\0${write.id}`, write);
  }
  return last.values();
}

function listing(query: DocumentQuery): { sql: string; values: (string | number)[] } {
  const { from, to } = keyRange(query);
  const direction = query.descending ? 'desc' : 'asc';
  const lower = from ? `and k.value ${from.inclusive ? '>=' : '>'} ?` : '';
  const upper = to ? `and k.value ${to.inclusive ? '<=' : '<'} ?` : '';
  // A cross join keeps the keys in the outer loop, so that the rows come in order and the limit ends the walk.
  const sql = `
    select k.id as id, k.value as key, d.document as document
    from read_model_key k cross join read_model_document d on d.collection = k.collection and d.id = k.id
    where k.collection = ? and k.name = ? ${lower} ${upper}
    order by k.value ${direction}, k.id ${direction} limit ?`;
  const bounds = [from, to].flatMap((bound) => (bound ? [bound.value] : []));
  return { sql, values: [query.collection, query.key, ...bounds, query.limit] };
}
