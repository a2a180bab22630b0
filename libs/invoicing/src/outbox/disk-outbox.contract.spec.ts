import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describeMailerContract } from '../testing/index.js';
import { DiskOutbox } from './disk-outbox.js';

describeMailerContract('DiskOutbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-outbox-'));
  const databases: Database[] = [];
  const open = (): DiskOutbox => {
    const database = openDatabase(join(folder, 'quittance.db'));
    databases.push(database);
    return new DiskOutbox(database);
  };
  return Promise.resolve({
    open: () => Promise.resolve(open()),
    delivered: () => open().list({ limit: 500 }),
    close: () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
