import { join } from 'node:path';
import { openDatabase, type Database } from '#platform/sqlite';
import { type Closing } from './closing.js';
import { lockDataFolder } from './data-lock.js';

interface Databases {
  readonly durable: Database;
  readonly derived: Database;
}

/**
 * The files of the embedded adapters. They are opened, and the folder is locked, when the first adapter asks for them:
 * a process without an embedded adapter needs no folder and shares it with nobody.
 */
export class DataFolder {
  #databases: Databases | null = null;

  constructor(
    private readonly path: string,
    private readonly closing: Closing,
  ) {}

  /** What was committed survives a loss of power. @throws DataFolderInUse when another process has the folder. */
  get durable(): Database {
    return this.#open().durable;
  }

  /**
   * The same file without an fsync for each commit, for what is made again from the events in it: after a loss of
   * power it may be behind them and is never ahead. @throws DataFolderInUse as above.
   */
  get derived(): Database {
    return this.#open().derived;
  }

  #open(): Databases {
    this.#databases ??= this.#openDatabases();
    return this.#databases;
  }

  #openDatabases(): Databases {
    const lock = lockDataFolder(this.path);
    this.closing.add(() => lock.release());
    const durable = openDatabase(join(this.path, 'quittance.db'));
    this.closing.add(() => durable.close());
    const derived = openDatabase(durable.path, { isDurable: false });
    this.closing.add(() => derived.close());
    return { durable, derived };
  }
}
