import type { StoredEvent } from '#event-catalog';
import type { RecordedEvent } from '#event-store';

/** An event as the projections see it: what happened, and where it stands. */
export interface ProjectedEvent {
  readonly event: StoredEvent;
  readonly recorded: RecordedEvent;
}

export interface DocumentReference {
  /** As it is stored, with the version of the projection: `subscription_v1`. */
  readonly collection: string;
  readonly id: string;
}

/** What one event does to one document. Made by `Documents`, which knows the type and the keys of a collection. */
export interface Update extends DocumentReference {
  /** A second document that the change needs to see, of the same projection. */
  readonly reads?: DocumentReference;
  /**
   * The document after the event; null deletes it, the very same object leaves it as it is. Both arguments are as the
   * events before left them. Pure: no clock, no I/O, and nothing given is altered.
   */
  change(document: object | null, read: object | null): object | null;
  /** The sort keys of the document: the same function for every update of one collection. */
  keys?(document: object): Readonly<Record<string, string>>;
}

/**
 * How events become documents. Pure, so the same events always give the same documents, in whatever batches they
 * come. A change to what it makes needs a higher version: its collections and its checkpoint are named by it, so the
 * new ones are built beside the old ones.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /** Every collection that it writes, as stored. No other projection writes them. */
  readonly collections: readonly string[];
  project(projected: ProjectedEvent): readonly Update[];
}

/** `subscriptions_v1`: under which name a projection, or a collection of it, is stored. */
export const versioned = (name: string, version: number): string => `${name}_v${version}`;

/** The name that the checkpoint of a projection is stored under. */
export const checkpointName = ({ name, version }: Pick<Projection, 'name' | 'version'>): string =>
  versioned(name, version);
