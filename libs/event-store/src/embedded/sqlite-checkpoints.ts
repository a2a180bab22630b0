import { promised } from '#platform';
import type { Database } from '#platform/sqlite';
import { Checkpoints } from '../port/checkpoints.js';
import { BEGINNING, type Position } from '../port/event-store.js';

const MIGRATIONS = ['create table follower_checkpoint (name text primary key, position text not null) strict'];

/** Checkpoints in the file of the embedded mode. */
export class SqliteCheckpoints extends Checkpoints {
  constructor(private readonly database: Database) {
    super();
    database.migrate('follower_checkpoints', MIGRATIONS);
  }

  override read(name: string): Promise<Position> {
    return promised(() => {
      const sql = 'select position from follower_checkpoint where name = ?';
      return this.database.prepare<{ position: Position }>(sql).get(name)?.position ?? BEGINNING;
    });
  }

  override save(name: string, position: Position): Promise<void> {
    return promised(() => {
      this.database
        .prepare(
          `insert into follower_checkpoint (name, position) values (?, ?)
           on conflict (name) do update set position = excluded.position where excluded.position > position`,
        )
        .run(name, position);
    });
  }
}
