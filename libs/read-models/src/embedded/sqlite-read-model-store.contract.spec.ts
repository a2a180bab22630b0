import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describeReadModelStoreContract } from '../testing/index.js';
import { SqliteReadModelStore } from './index.js';

describeReadModelStoreContract('SqliteReadModelStore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-read-models-'));
  const databases: Database[] = [];
  return Promise.resolve({
    // A connection of its own for each store, as another process has.
    openStore: () => {
      const database = openDatabase(join(folder, 'read-models.sqlite'));
      databases.push(database);
      return Promise.resolve(new SqliteReadModelStore(database));
    },
    dispose: () => {
      for (const database of databases) database.close();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
