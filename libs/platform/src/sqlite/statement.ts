import type Libsql from 'libsql';

/** What a column holds. Blobs are given as any `Uint8Array` and come back as a `Buffer`. There are no booleans. */
export type SqlValue = string | number | bigint | Uint8Array | null;

export interface RunResult {
  /** How many rows were inserted, updated or deleted. */
  readonly changes: number;
  readonly lastInsertRowid: number;
}

/** What a statement needs of the database that prepared it. */
export interface StatementHost {
  prepare(sql: string): Libsql.Statement;
  checkOpen(): void;
  insideTransaction<T>(work: () => T): T;
}

/** The vendor aborts the whole process on a boolean, stores undefined and NaN as NULL, and cuts text at a NUL. */
const checkParameter = (value: unknown): void => {
  if (typeof value === 'boolean') throw new TypeError('SQLite has no booleans: bind 1 or 0 instead');
  if (value === undefined) throw new TypeError('An SQL parameter is undefined: bind null when nothing is meant');
  if (Number.isNaN(value)) throw new TypeError('An SQL parameter is NaN: compute a number before binding it');
  if (typeof value === 'string' && value.includes('\0')) {
    throw new TypeError('An SQL parameter holds a NUL character, which SQLite text cannot: bind a blob instead');
  }
};

/** A prepared statement. Parameters are bound by position (`?`). Column names are those of the select list. */
export class Statement<Row extends object> {
  readonly #sql: string;
  readonly #host: StatementHost;
  readonly #statement: Libsql.Statement;
  readonly #columns: readonly string[];
  readonly #parameterCount: number;
  #listing: Libsql.Statement | undefined;

  /** Use `Database.prepare`. */
  constructor(sql: string, host: StatementHost) {
    this.#sql = sql;
    this.#host = host;
    this.#statement = host.prepare(sql);
    this.#columns = this.#statement.columns().map(({ name }) => name);
    this.#parameterCount = sql.split('?').length - 1;
    // Rows as arrays cost a third less than the vendor's objects, and carry no timing entry among the columns.
    if (this.#columns.length > 0) this.#statement.raw();
  }

  /** Executes a statement that returns no rows, in a transaction of its own when none is open. */
  run(...parameters: readonly SqlValue[]): RunResult {
    this.#check(parameters);
    // The vendor stops at the first row of `insert … returning` and leaves the write unfinished.
    if (this.#columns.length > 0) throw new Error(`This statement returns rows, call get or all: ${this.#sql}`);
    // A run that finds the file busy would stay in progress and fail every later commit; BEGIN finds it first.
    return this.#host.insideTransaction(() => this.#statement.run(parameters) as RunResult);
  }

  /** The first row, or undefined. */
  get(...parameters: readonly SqlValue[]): Row | undefined {
    this.#check(parameters);
    const values = this.#statement.get(parameters) as unknown[] | undefined;
    return values && this.#toRow(values);
  }

  /** Every row. Give the query a `limit`: all of them are held in memory. */
  all(...parameters: readonly SqlValue[]): Row[] {
    this.#check(parameters);
    // After `all`, the vendor's `get` on the same statement would answer with a row of that `all`.
    this.#listing ??= this.#host.prepare(this.#sql).raw();
    return (this.#listing.all(parameters) as unknown[][]).map((values) => this.#toRow(values));
  }

  #check(parameters: readonly unknown[]): void {
    this.#host.checkOpen();
    // The vendor binds what is missing to the value of the call before.
    if (parameters.length !== this.#parameterCount) {
      throw new Error(
        `This statement takes ${this.#parameterCount} parameters, not ${parameters.length}: ${this.#sql}`,
      );
    }
    parameters.forEach(checkParameter);
  }

  #toRow(values: readonly unknown[]): Row {
    const row: Record<string, unknown> = {};
    this.#columns.forEach((column, index) => {
      const value = values[index];
      row[column] = value instanceof ArrayBuffer ? Buffer.from(value) : value;
    });
    return row as Row;
  }
}
