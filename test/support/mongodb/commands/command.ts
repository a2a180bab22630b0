import { type Document } from 'bson';
import { type Cursors } from '../cursors.js';
import { type Sessions } from '../sessions.js';
import { type Store } from '../store.js';
import { type UnitOfWork, WriteConflict } from '../unit-of-work.js';
import { MongoRefusal, TRANSIENT } from '../refusals.js';

/** What the server of one life has: it ends with `kill`, and what still waits then must not be applied. */
export interface Life {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly address: string;
  isOver: boolean;
}

export type Handler = (command: Document, context: CommandContext) => Document | Promise<Document>;

export const countOf = (value: unknown): number | undefined =>
  value === undefined || value === null ? undefined : Number(value);

const wentAway = (): MongoRefusal => new MongoRefusal(91, 'the server is shutting down');

/** One command on its way through the stand-in. */
export class CommandContext {
  constructor(
    readonly life: Life,
    readonly unit: UnitOfWork | null,
    private readonly database: string,
  ) {}

  namespace(collection: unknown): string {
    return `${this.database}.${String(collection)}`;
  }

  get databaseName(): string {
    return this.database;
  }

  /** Reads in the transaction of the command, or, outside one, the latest state. */
  read<T>(work: (unit: UnitOfWork) => T): T {
    if (this.unit !== null) return work(this.unit);
    const unit = this.life.store.begin();
    try {
      return work(unit);
    } finally {
      unit.abort();
    }
  }

  /**
   * Writes in the transaction of the command, where a conflict ends it. Outside one the write is a transaction of its
   * own, which waits until whoever is in its way has ended.
   */
  async write<T>(work: (unit: UnitOfWork) => T): Promise<T> {
    if (this.unit !== null) return this.#writeInTransaction(this.unit, work);
    for (;;) {
      if (this.life.isOver) throw wentAway();
      const outcome = this.#attempt(work);
      if (!(outcome instanceof WriteConflict)) return outcome.value;
      await outcome.holder?.ended;
    }
  }

  /** Waits until no transaction has written to the collection, as what changes a whole collection must. */
  async whenFree(namespace: string): Promise<void> {
    if (this.unit !== null) throw new MongoRefusal(263, 'the stand-in changes no collections within transactions');
    for (let writer = this.life.store.writerOf(namespace); writer; writer = this.life.store.writerOf(namespace)) {
      await writer.ended;
    }
    if (this.life.isOver) throw wentAway();
  }

  #writeInTransaction<T>(unit: UnitOfWork, work: (unit: UnitOfWork) => T): T {
    try {
      return work(unit);
    } catch (error) {
      if (!(error instanceof WriteConflict)) throw error;
      const message = 'Write conflict during plan execution and yielding is disabled. Please retry the transaction.';
      throw new MongoRefusal(112, message, {}, [TRANSIENT]);
    }
  }

  #attempt<T>(work: (unit: UnitOfWork) => T): { readonly value: T } | WriteConflict {
    const unit = this.life.store.begin();
    try {
      const value = work(unit);
      unit.commit();
      return { value };
    } catch (error) {
      unit.abort();
      if (error instanceof WriteConflict) return error;
      throw error;
    }
  }
}
