import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#platform/sqlite';
import { describeEventStoreContract } from '../testing/index.js';
import { SqliteEventStore } from './index.js';

describeEventStoreContract('SqliteEventStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-event-store-'));
  const databases: Database[] = [];
  const open = async () => {
    const database = openDatabase(join(folder, 'quittance.db'));
    databases.push(database);
    return new SqliteEventStore(database);
  };
  const store = await open();
  return {
    store,
    another: open,
    reopen: async () => {
      await store.close();
      databases[0]?.close();
      return open();
    },
    close: async () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
    },
  };
});
