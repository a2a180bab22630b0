import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#platform/sqlite';
import { describeCheckpointsContract } from '../testing/index.js';
import { SqliteCheckpoints } from './sqlite-checkpoints.js';

describeCheckpointsContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-checkpoints-'));
  const databases: Database[] = [];
  const open = (): Promise<SqliteCheckpoints> => {
    const database = openDatabase(join(folder, 'quittance.db'));
    databases.push(database);
    return Promise.resolve(new SqliteCheckpoints(database));
  };
  const dispose = (): Promise<void> => {
    databases.forEach((database) => database.close());
    rmSync(folder, { recursive: true });
    return Promise.resolve();
  };
  return Promise.resolve({ open, dispose });
});
