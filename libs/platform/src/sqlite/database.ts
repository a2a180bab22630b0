import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { Statement } from './statement.js';

/** How long a statement waits for another process to finish its write. */
export const BUSY_TIMEOUT_MS = 5_000;
const SCHEMA_VERSION =
  'create table if not exists schema_version (part text primary key, version integer not null) strict';
const RETRY_EVERY_MS = 10;
const CACHE_KIB = 65_536;
const CHECKPOINT_PAGES = 4_000;

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const waitMs = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** SQLite does not apply its busy timeout while two processes turn a new file into WAL mode at once. */
const enterWal = (connection: Libsql.Database): void => {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      connection.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!hasCode(error, 'SQLITE_BUSY') || performance.now() > deadline) throw error;
      waitMs(RETRY_EVERY_MS);
    }
  }
};

/** Another process held the file for `BUSY_TIMEOUT_MS`; nothing was written. */
export class DatabaseBusy extends Error {
  readonly code = 'database.busy';
  constructor(path: string, options: ErrorOptions) {
    super(
      `Another process has kept ${path} locked for ${BUSY_TIMEOUT_MS} ms: end what it does there, or try again`,
      options,
    );
    this.name = new.target.name;
  }
}

export interface DatabaseOptions {
  /**
   * Whether a transaction is on disk when it returns; true unless told. Without it a power cut may take the latest
   * transactions back, though never an earlier one without those after it, over all connections to the file: so it
   * suits what is made again from events in the same file, and costs no fsync.
   */
  readonly isDurable?: boolean;
}

/**
 * One connection to the file of the embedded mode, shared by all embedded adapters of a process. Synchronous: no two
 * transactions of one process overlap. Several processes may open the same file.
 *
 * A transaction is on disk when `transaction` returns, unless told otherwise: WAL with `synchronous = FULL` is one fsync per commit, which
 * NORMAL is not.
 */
export class Database {
  readonly #connection: Libsql.Database;
  readonly #statements = new Map<string, Statement<object>>();
  readonly #host = {
    prepare: (sql: string) => this.#connection.prepare(sql),
    checkOpen: () => this.#checkOpen(),
    insideTransaction: <T>(work: () => T) => (this.#connection.inTransaction ? work() : this.transaction(work)),
  };
  #open = true;
  #commits = 0;

  /** Use `openDatabase`. */
  constructor(
    connection: Libsql.Database,
    readonly path: string,
    { isDurable }: Required<DatabaseOptions>,
  ) {
    this.#connection = connection;
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    enterWal(connection);
    connection.pragma(`synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`);
    connection.pragma(`cache_size = -${CACHE_KIB}`);
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    connection.pragma('secure_delete = ON');
    connection.pragma('foreign_keys = ON');
  }

  /** How many calls of `transaction` this object has committed since it was opened. */
  get commits(): number {
    return this.#commits;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * The statement for an SQL text, prepared once. Texts are kept for ever, so build them from constants only and bind
   * every value. Name the columns: the names under `*` are not seen again when the table changes.
   */
  prepare<Row extends object = never>(sql: string): Statement<Row> {
    this.#checkOpen();
    const known = this.#statements.get(sql);
    if (known) return known as Statement<Row>;
    const statement = new Statement<Row>(sql, this.#host);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Executes one or more statements without parameters and without rows. */
  exec(sql: string): void {
    this.#checkOpen();
    this.#connection.exec(sql);
  }

  /**
   * All that `work` writes or, when it throws, nothing. What it reads is still true when it writes: no other process
   * writes in between. `work` is synchronous, and transactions do not nest.
   *
   * @throws whatever `work` throws; DatabaseBusy when another process does not let go of the file.
   */
  transaction<T>(work: () => T): T {
    this.#checkOpen();
    if (this.#connection.inTransaction) {
      throw new Error('A transaction is open already: pass the work to that transaction instead of beginning another');
    }
    this.#begin();
    try {
      const result = work();
      if (result instanceof Promise)
        throw new Error('A transaction is synchronous: await before it begins, not inside it');
      this.#connection.exec('COMMIT');
      this.#commits += 1;
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /**
   * Brings the tables of one part of Quittance up to date. Migration n (from 0) leads from schema version n to n + 1
   * and runs once per file; a released one is never edited.
   *
   * @throws Error when the file was written by a newer Quittance.
   */
  migrate(part: string, migrations: readonly string[]): void {
    this.transaction(() => {
      this.exec(SCHEMA_VERSION);
      const row = this.prepare<{ version: number }>('select version from schema_version where part = ?').get(part);
      const version = row?.version ?? 0;
      if (version > migrations.length) {
        throw new Error(
          `${this.path} holds version ${version} of the ${part} tables, this Quittance knows ${migrations.length}: ` +
            'start a Quittance at least as new as the one that wrote the file',
        );
      }
      if (version === migrations.length) return;
      migrations.slice(version).forEach((sql) => this.exec(sql));
      this.prepare('insert or replace into schema_version (part, version) values (?, ?)').run(part, migrations.length);
    });
  }

  /** Moves the write-ahead log into the file and empties it, so that deleted data is in neither of them any more. */
  checkpoint(): void {
    this.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Closing twice is the same as once. */
  close(): void {
    if (!this.#open) return;
    // The vendor keeps the file open until its statements are collected, so SQLite's own checkpoint at the end is late.
    this.checkpoint();
    this.#open = false;
    this.#statements.clear();
    this.#connection.close();
  }

  #begin(): void {
    try {
      this.#connection.exec('BEGIN IMMEDIATE');
    } catch (cause) {
      throw hasCode(cause, 'SQLITE_BUSY') ? new DatabaseBusy(this.path, { cause }) : cause;
    }
  }

  /** SQLite has rolled back by itself after some failures, a full disk for one. */
  #rollBack(): void {
    if (this.#open && this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
  }

  #checkOpen(): void {
    if (!this.#open) throw new Error(`The database ${this.path} is closed: stop what uses it before closing it`);
  }
}

/** Folder by folder: asked for several at once, Node never comes back where the system makes none, as under /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
};

/**
 * The file holds keys and personal data, so a new one is for its owner only; SQLite gives its WAL the same mode. One
 * that exists is not touched: closing any handle to it would drop the locks that SQLite holds in this process.
 */
const createFile = (path: string): void => {
  makeFolder(dirname(path));
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
};

/**
 * Opens the file of the embedded mode, makes it and its folder when they do not exist. `:memory:` gives a database
 * that lives as long as the object.
 */
export const openDatabase = (path: string, { isDurable = true }: DatabaseOptions = {}): Database => {
  try {
    if (path !== ':memory:') createFile(path);
    return new Database(new Libsql(path), path, { isDurable });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot open ${path}: ${reason}. Check that it is a file of Quittance which this user may write`, {
      cause,
    });
  }
};
