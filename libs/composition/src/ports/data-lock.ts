import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '#platform/sqlite';
import { ConfigurationRefused } from '../configuration-refused.js';

/** Another process uses the data folder; nothing was opened. */
export class DataFolderInUse extends Error {
  readonly code = 'data_folder.in_use';

  constructor(folder: string, holder: string, options: ErrorOptions) {
    super(
      `${folder} is in use by another Quittance${holder}: stop that one first, or set QUITTANCE_DATA to another folder`,
      options,
    );
    this.name = new.target.name;
  }
}

/** Keeps a data folder for one process. */
export interface DataLock {
  /** Lets another process in. Releasing twice is the same as once. */
  release(): void;
}

const holderFile = (folder: string): string => join(folder, 'lock.pid');

/** Who has the lock, as far as it is known: the file may be a moment behind the lock. */
const describeHolder = (folder: string): string => {
  const path = holderFile(folder);
  const pid = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return /^\d+$/.test(pid) ? ` (process ${pid})` : '';
};

/** SQLite says at once that the file is locked instead of waiting for it. */
const beginAtOnce = (database: Database): void => {
  database.exec('pragma busy_timeout = 0');
  database.exec('begin immediate');
};

const openFolder = (folder: string): Database => {
  try {
    return openDatabase(join(folder, 'lock.db'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${folder} cannot be used as a data folder (${reason}): set another folder, which this user may write`;
    throw new ConfigurationRefused([{ where: 'QUITTANCE_DATA', message }], { cause });
  }
};

/**
 * Takes the data folder, which is made when it does not exist. The lock is an open write transaction on a file of its
 * own: the system gives it back when the process ends, however it ends, so no stale lock is ever left.
 * @throws ConfigurationRefused when no folder can be there. @throws DataFolderInUse when another process, or this one, has it.
 */
export const lockDataFolder = (folder: string): DataLock => {
  const database = openFolder(folder);
  try {
    beginAtOnce(database);
  } catch (cause) {
    database.close();
    throw new DataFolderInUse(folder, describeHolder(folder), { cause });
  }
  writeFileSync(holderFile(folder), `${process.pid}\n`);
  return {
    release: () => {
      if (!database.isOpen) return;
      // The vendor closes the file late, so the lock is given back by itself first.
      database.exec('rollback');
      database.close();
    },
  };
};
