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

export interface CheckpointMove {
  readonly projection: string;
  /** The checkpoint that the projection started from. */
  readonly after: Position;
  /** The position of the last event that is in `writes`, or was skipped. */
  readonly position: Position;
}

export interface ProjectionCommit extends CheckpointMove {
  readonly writes: readonly DocumentWrite[];
  /**
   * Other checkpoints, each named once, that move in the same commit or refuse it; one that moves to where it is only
   * has to be there.
   */
  readonly alongside?: readonly CheckpointMove[];
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

export interface DocumentScan {
  readonly collection: string;
  /** Only ids from this one on, itself included. */
  readonly from?: string;
  /** Only ids after this one: the last of the page before. Not given together with `from`. */
  readonly after?: string;
  readonly limit: number;
}

export interface ScannedDocument {
  readonly id: string;
  readonly keys: Readonly<Record<string, string>>;
  /** Null when what is stored cannot be read: somebody else has altered it. */
  readonly document: object | null;
}

/** Where a projection is, and the store to load its documents from and to commit to from there. */
export interface ProjectionStart {
  readonly readModels: ReadModelStore;
  readonly position: Position;
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

  /** Every document of a collection with its keys, in the order of the ids by code point, page by page. */
  abstract scan(query: DocumentScan): Promise<readonly ScannedDocument[]>;

  /** Where a projection is; `BEGINNING` when it has never run. */
  abstract checkpoint(projection: string): Promise<Position>;

  /**
   * All writes and the checkpoint, or nothing; durable when it resolves. Later writes to one document win.
   * @throws CheckpointConflict when the projection, or one alongside, is not at its `after`.
   * @throws InvalidName when an id or a key holds a NUL or half a surrogate pair.
   */
  abstract commit(commit: ProjectionCommit): Promise<void>;

  /**
   * What a projector begins with, and begins with again after a conflict. A store that keeps several generations of a
   * projection answers one that stays with the generation of that checkpoint, so no commit mixes two.
   */
  async begin(projection: string): Promise<ProjectionStart> {
    return { readModels: this, position: await this.checkpoint(projection) };
  }

  /** Forgets a projection's checkpoint and the named collections, so that it is built again from the beginning. */
  abstract reset(projection: string, collections: readonly string[]): Promise<void>;

  abstract close(): Promise<void>;
}
