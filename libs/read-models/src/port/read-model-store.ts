import type { Position } from '#event-store';
import type { DocumentReference } from './projection.js';

/**
 * The port to the read models: JSON documents in named collections, each with sorted keys to list it by, written
 * together with the checkpoint of the projection that made them. Every adapter passes `describeReadModelStoreContract`.
 */
export interface DocumentWrite {
  readonly collection: string;
  readonly id: string;
  /** What JSON can hold: a property that is undefined is not kept. Null deletes the document. */
  readonly document: object | null;
  /** Named sort keys, each a string; a document is listed by a key only if it has it. They replace the earlier ones. */
  readonly keys?: Readonly<Record<string, string>>;
}

export interface ProjectionCommit {
  readonly projection: string;
  /** The checkpoint that the projection started from. */
  readonly after: Position;
  /** The position of the last event that is in `writes`, or was skipped. */
  readonly position: Position;
  readonly writes: readonly DocumentWrite[];
}

export interface DocumentQuery {
  readonly collection: string;
  readonly key: string;
  /** Only keys that begin so. */
  readonly prefix?: string;
  /** Only keys less than or equal to this. */
  readonly upTo?: string;
  /** Only keys after this one (before it, when descending): the `key` of the last row of the page before. */
  readonly after?: string;
  readonly limit: number;
  readonly descending?: boolean;
}

export interface DocumentRow<D> {
  readonly id: string;
  readonly key: string;
  readonly document: D;
}

/** Another projector has moved the checkpoint: nothing was written; read the checkpoint and go on from there. */
export class CheckpointConflict extends Error {
  readonly code = 'read_models.checkpoint_conflict';
  constructor(
    readonly projection: string,
    readonly expected: Position,
    readonly actual: Position,
  ) {
    super(
      `${projection} is at ${actual || 'the beginning'}, not at ${expected || 'the beginning'}: another projector runs it too`,
    );
    this.name = new.target.name;
  }
}

/** The name of a projection or a collection, an id or a key that not every store could keep. */
export class InvalidName extends Error {
  readonly code = 'read_models.invalid_name';
  constructor(name: string) {
    super(
      `${JSON.stringify(name)} holds a NUL or half a surrogate pair: make it from ids and dates, which hold neither`,
    );
    this.name = new.target.name;
  }
}

/** @throws InvalidName: SQLite cuts a text at a NUL when it reads it, and half a surrogate pair has no UTF-8. */
export function assertName(name: string): void {
  if (/\0|\p{Surrogate}/u.test(name)) throw new InvalidName(name);
}

export abstract class ReadModelStore {
  abstract get<D extends object>(collection: string, id: string): Promise<D | null>;

  /**
   * Documents by reference, in the order of the references, null for one that is not there; each as `get` answers it,
   * in few round trips. They may be of different moments: whoever writes by them commits after the checkpoint that was
   * read before.
   */
  abstract getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]>;

  /**
   * Sorted by the key's value, ties by id; descending is the exact reverse. Strings are ordered by code point, which is
   * the order of their UTF-8 bytes and, outside the emoji and other astral characters, the order of `<`.
   * Keys within one listing should be unique to page by.
   */
  abstract list<D extends object>(query: DocumentQuery): Promise<readonly DocumentRow<D>[]>;

  /** Where a projection is; `BEGINNING` when it has never run. */
  abstract checkpoint(projection: string): Promise<Position>;

  /**
   * All writes and the checkpoint, or nothing; durable when it resolves. Later writes to one document win.
   * @throws CheckpointConflict when the projection is not at `after`.
   * @throws InvalidName when an id or a key holds a NUL or half a surrogate pair.
   */
  abstract commit(commit: ProjectionCommit): Promise<void>;

  /** Forgets a projection's checkpoint and the named collections, so that it is built again from the beginning. */
  abstract reset(projection: string, collections: readonly string[]): Promise<void>;

  abstract close(): Promise<void>;
}
