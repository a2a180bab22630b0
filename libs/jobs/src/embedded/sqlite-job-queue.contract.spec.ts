import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describeJobQueueContract } from '../testing/index.js';
import { SqliteJobQueue } from './index.js';

const LEASE_MS = 150;

describeJobQueueContract('SqliteJobQueue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-jobs-'));
  const databases: Database[] = [];
  return Promise.resolve({
    leaseMs: LEASE_MS,
    // A connection of its own for each queue, as another process has.
    openQueue: (settings) => {
      const database = openDatabase(join(folder, 'jobs.sqlite'));
      databases.push(database);
      return Promise.resolve(new SqliteJobQueue(database, { ...settings, leaseMs: LEASE_MS, pollMs: 20 }));
    },
    dispose: () => {
      for (const database of databases) database.close();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
