import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describeSentMailsContract } from '../testing/index.js';
import { SqliteSentMails } from './index.js';

describeSentMailsContract('SqliteSentMails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-sent-'));
  const databases: Database[] = [];
  const open = (): Database => {
    const database = openDatabase(join(folder, 'quittance.db'));
    databases.push(database);
    return database;
  };
  return Promise.resolve({
    open: (now) => Promise.resolve(new SqliteSentMails(open(), now)),
    stored: () => Promise.resolve(JSON.stringify(open().prepare('select * from sent_mails').all())),
    close: () => {
      databases.forEach((database) => database.close());
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
