import { Collection } from './collection.js';
import { type Ground, UnitOfWork } from './unit-of-work.js';

/**
 * The documents of the stand-in: every commit is a moment, and each document keeps the states that an open unit of work
 * may still read. Nothing is written to disk: the store outlives the server that a test kills, as a disk would.
 */
export class Store implements Ground {
  readonly collections = new Map<string, Collection>();
  readonly locks = new Map<string, UnitOfWork>();
  readonly #open = new Set<UnitOfWork>();
  readonly #touched = new Map<Collection, Set<string>>();
  #now = 0;

  get now(): number {
    return this.#now;
  }

  begin(): UnitOfWork {
    const unit = new UnitOfWork(this, this.#now);
    this.#open.add(unit);
    return unit;
  }

  /** The collection, made when there is none. */
  ensure(namespace: string): Collection {
    const existing = this.collections.get(namespace);
    if (existing !== undefined) return existing;
    const collection = new Collection();
    this.collections.set(namespace, collection);
    return collection;
  }

  /** A unit of work that has written to the collection and is not over, if there is one. */
  writerOf(namespace: string): UnitOfWork | undefined {
    return [...this.#open].find((unit) => unit.writes.has(namespace));
  }

  abortAll(): void {
    for (const unit of this.#open) unit.abort();
  }

  /** Ends a unit of work; with its writes when it commits. Only `UnitOfWork` calls this. */
  end(unit: UnitOfWork, isCommit: boolean): void {
    if (isCommit && unit.writes.size > 0) this.#apply(unit);
    for (const lock of unit.locks) this.locks.delete(lock);
    this.#open.delete(unit);
    if (this.#open.size === 0) this.#forgetHistory();
  }

  #apply(unit: UnitOfWork): void {
    this.#now += 1;
    for (const [namespace, writes] of unit.writes) {
      const collection = this.ensure(namespace);
      const touched = this.#touched.get(collection) ?? new Set();
      this.#touched.set(collection, touched);
      for (const [id, document] of writes) {
        collection.apply(id, document, this.#now);
        touched.add(id);
      }
    }
  }

  #forgetHistory(): void {
    for (const [collection, ids] of this.#touched) collection.forgetHistory(ids);
    this.#touched.clear();
  }
}
