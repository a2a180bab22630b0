import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../sqlite/index.js';
import { describeVaultContract } from '../../testing/index.js';
import { SqliteVault } from './sqlite-vault.js';

describeVaultContract('SqliteVault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-vault-'));
  const masterKey = randomBytes(32);
  const databases: Database[] = [];
  return Promise.resolve({
    open: () => {
      const database = openDatabase(join(folder, 'quittance.db'));
      databases.push(database);
      return Promise.resolve(new SqliteVault(database, masterKey));
    },
    close: () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
