import type { Database, SqlValue } from '#platform/sqlite';
import { checkCount, type Position, type ReadStreamOptions, type RecordedEvent } from '../index.js';
import { decode, toPosition, toRow, type EventRow } from './encoding.js';

const COLUMNS =
  'e.position as position, s.name as stream, e.revision as revision, e.id as id, e.type as type, ' +
  'e.version as version, e.data as data, e.metadata as metadata';
// A cross join keeps the order: SQLite would otherwise be free to begin with the streams.
export const READ_ALL = `select ${COLUMNS} from events e cross join streams s on s.id = e.stream_id
  where e.position > ? order by e.position limit ?`;
export const READ_STREAM = `select ${COLUMNS} from streams s cross join events e on e.stream_id = s.id
  where s.name = ? and e.revision >= ? order by e.revision limit ?`;
export const READ_LAST = `select ${COLUMNS} from streams s cross join events e on e.stream_id = s.id
  where s.name = ? order by e.revision desc limit 1`;
const HEAD = 'select coalesce(max(position), 0) as position from events';

const NO_LIMIT = -1;

/** The reading half of the store. Every call is one statement, so it sees whole commits only. */
export class EventReader {
  constructor(private readonly database: Database) {}

  stream(stream: string, { fromRevision = 0, maxCount }: ReadStreamOptions): readonly RecordedEvent[] {
    if (maxCount !== undefined) checkCount(maxCount);
    return this.#read(READ_STREAM, stream, fromRevision, maxCount ?? NO_LIMIT);
  }

  last(stream: string): RecordedEvent | null {
    const row = this.database.prepare<EventRow>(READ_LAST).get(stream);
    return row ? decode(row) : null;
  }

  all(after: Position, maxCount: number): readonly RecordedEvent[] {
    checkCount(maxCount);
    return this.#read(READ_ALL, toRow(after), maxCount);
  }

  head(): Position {
    return toPosition(this.headRow());
  }

  headRow(): number {
    return this.database.prepare<{ position: number }>(HEAD).get()?.position ?? 0;
  }

  #read(sql: string, ...parameters: readonly SqlValue[]): readonly RecordedEvent[] {
    return this.database
      .prepare<EventRow>(sql)
      .all(...parameters)
      .map(decode);
  }
}
