import type { Database, SqlValue } from '#platform/sqlite';
import { NO_STREAM, WrongExpectedRevision, type AppendResult } from '../index.js';
import { DuplicateEventId } from './duplicate-event-id.js';
import { toPosition, type EncodedEvent } from './encoding.js';
import { EventReader } from './event-reader.js';

export interface Append {
  readonly stream: string;
  readonly events: readonly EncodedEvent[];
  readonly expectedRevision: number;
}

/** What became of one append of a group. */
export type Outcome = { readonly result: AppendResult } | { readonly error: Error };

interface StreamHead {
  readonly id: number;
  revision: number;
}

interface StoredId {
  readonly id: string;
  readonly batchSize: number;
  readonly position: number;
}

/** Enough that the cost of a call does not count, few enough that most groups fill some. */
const ROWS_PER_INSERT = 8;
/** Heads are kept for streams written lately, some 10 MB of them. */
const HEADS_MAX = 100_000;

const COLUMNS = ['position', 'stream_id', 'revision', 'batch_size', 'id', 'type', 'version', 'data', 'metadata'];
const insertSql = (rows: number): string => {
  const row = `(${COLUMNS.map(() => '?').join(', ')})`;
  return `insert into events (${COLUMNS.join(', ')}) values ${Array.from({ length: rows }, () => row).join(', ')}`;
};
const INSERT_MANY = insertSql(ROWS_PER_INSERT);
const INSERT_ONE = insertSql(1);

const SELECT_HEAD = `select s.id as id, coalesce((select max(e.revision) from events e where e.stream_id = s.id), -1) as revision
  from streams s where s.name = ?`;
const SELECT_IDS = `select id, batch_size as batchSize, position from events
  where stream_id = ? and revision between ? and ? order by revision`;
const INSERT_STREAM = 'insert into streams (name) values (?)';
const SELECT_USER = 'select s.name as stream from events e join streams s on s.id = e.stream_id where e.id = ?';

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';

/**
 * Writes groups of appends, each group in one durable transaction. Stream heads are remembered from group to group for
 * as long as nobody else writes to the file; the position of the last event tells.
 */
export class GroupWriter {
  readonly #database: Database;
  readonly #reader: EventReader;
  readonly #heads = new Map<string, StreamHead>();
  #position = 0;
  #rows: SqlValue[][] = [];

  constructor(database: Database) {
    this.#database = database;
    this.#reader = new EventReader(database);
  }

  /** Each append on its own: one that is refused leaves the others alone. A failed transaction fails all of them. */
  write(appends: readonly Append[]): readonly Outcome[] {
    try {
      return this.#database.transaction(() => this.#writeAll(appends));
    } catch (error) {
      this.#forget();
      // The one that reuses an id is found by writing each alone, so that finding it costs nobody else anything.
      if (isDuplicate(error) && appends.length > 1) return appends.flatMap((append) => this.write([append]));
      return appends.map((append) => ({ error: this.#explain(error, append) }));
    }
  }

  #writeAll(appends: readonly Append[]): readonly Outcome[] {
    const position = this.#reader.headRow();
    if (position !== this.#position || this.#heads.size > HEADS_MAX) this.#forget();
    this.#position = position;
    const outcomes = appends.map((append) => this.#writeOne(append));
    this.#flush();
    return outcomes;
  }

  #writeOne(append: Append): Outcome {
    const head = this.#head(append.stream);
    const actual = head?.revision ?? NO_STREAM;
    if (actual === append.expectedRevision)
      return { result: this.#insert(append, head ?? this.#create(append.stream)) };
    const repeated = head && this.#repeated(append, head);
    if (repeated) return { result: repeated };
    return { error: new WrongExpectedRevision(append.stream, append.expectedRevision, actual) };
  }

  #head(stream: string): StreamHead | undefined {
    const known = this.#heads.get(stream);
    if (known) return known;
    const stored = this.#database.prepare<StreamHead>(SELECT_HEAD).get(stream);
    if (stored) this.#heads.set(stream, stored);
    return stored;
  }

  #create(stream: string): StreamHead {
    const id = this.#database.prepare(INSERT_STREAM).run(stream).lastInsertRowid;
    const head = { id, revision: NO_STREAM };
    this.#heads.set(stream, head);
    return head;
  }

  #insert({ events }: Append, head: StreamHead): AppendResult {
    events.forEach(({ id, type, version, data, metadata }, index) => {
      this.#position += 1;
      head.revision += 1;
      const batchSize = index === 0 ? events.length : 0;
      this.#rows.push([this.#position, head.id, head.revision, batchSize, id, type, version, data, metadata]);
    });
    return { revision: head.revision, position: toPosition(this.#position) };
  }

  /** The first result, when exactly these events were appended by one append at this place. */
  #repeated({ events, expectedRevision }: Append, head: StreamHead): AppendResult | null {
    const revision = expectedRevision + events.length;
    this.#flush();
    const stored = this.#database.prepare<StoredId>(SELECT_IDS).all(head.id, expectedRevision + 1, revision);
    const last = stored.at(-1);
    const isSame = stored[0]?.batchSize === events.length && events.every(({ id }, index) => id === stored[index]?.id);
    return isSame && last ? { revision, position: toPosition(last.position) } : null;
  }

  #flush(): void {
    const rows = this.#rows;
    const full = rows.length - (rows.length % ROWS_PER_INSERT);
    for (let from = 0; from < full; from += ROWS_PER_INSERT) {
      this.#database.prepare(INSERT_MANY).run(...rows.slice(from, from + ROWS_PER_INSERT).flat());
    }
    rows.slice(full).forEach((row) => this.#database.prepare(INSERT_ONE).run(...row));
    this.#rows = [];
  }

  /** After a transaction that was rolled back, or one of another writer. */
  #forget(): void {
    this.#heads.clear();
    this.#rows = [];
  }

  #explain(error: unknown, { stream, events }: Append): Error {
    if (isDuplicate(error)) {
      const users = this.#database.prepare<{ stream: string }>(SELECT_USER);
      for (const { id } of events) {
        const user = users.get(id);
        if (user) return new DuplicateEventId(stream, id, user.stream);
      }
    }
    return error instanceof Error ? error : new Error(String(error), { cause: error });
  }
}
