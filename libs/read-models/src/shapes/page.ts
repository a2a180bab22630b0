import type { Documents } from '../port/documents.js';
import type { DocumentRow, ReadModelStore } from '../port/read-model-store.js';

export const PAGE_SIZE_DEFAULT = 50;
export const PAGE_SIZE_MAX = 500;

export interface PageRequest {
  /** 1 to `PAGE_SIZE_MAX`; `PAGE_SIZE_DEFAULT` unless told. */
  readonly limit?: number | undefined;
  /** The `next` of the page before; the first page unless told. */
  readonly cursor?: string | null | undefined;
}

/** A text that is no cursor of ours. */
export class InvalidCursor extends Error {
  readonly code = 'cursor.invalid';
  constructor() {
    super('this cursor was not given out by a list: take the `next` of the page before, or leave it out');
    this.name = new.target.name;
  }
}

/** Opaque to clients, so that what lists are sorted by can change. */
export const toCursor = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

/** @throws InvalidCursor */
export const fromCursor = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString('utf8');
  if (place === '' || toCursor(place) !== cursor) throw new InvalidCursor();
  return place;
};

export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the next page; null after the last. */
  readonly next: string | null;
}

/**
 * The first `limit` of what a list holds from a cursor on, when one more was asked for to see whether it ends there.
 * @param placeOf what the cursor after an item holds.
 */
export const pageOf = <T>(found: readonly T[], limit: number, placeOf: (item: T) => string): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { items, next: isMore ? toCursor(placeOf(last)) : null };
};

export interface Listing {
  readonly key: string;
  /** Stays out of the cursors, so a cursor never leads to another owner's documents. */
  readonly prefix: string;
  readonly descending?: boolean;
}

/** @throws RangeError when a limit is asked for that the edge should have refused. */
export const limitOf = ({ limit = PAGE_SIZE_DEFAULT }: PageRequest): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_SIZE_MAX) return limit;
  throw new RangeError(`a page has 1 to ${PAGE_SIZE_MAX} items, not ${limit}: check the limit before asking`);
};

/** @throws InvalidCursor, RangeError */
export const pageOfDocuments = async <D extends object>(
  store: ReadModelStore,
  documents: Documents<D>,
  { key, prefix, descending = false }: Listing,
  request: PageRequest,
): Promise<Page<DocumentRow<D>>> => {
  const limit = limitOf(request);
  const cursor = request.cursor ?? null;
  const after = cursor === null ? {} : { after: prefix + fromCursor(cursor) };
  const rows = await documents.list(store, { key, prefix, descending, ...after, limit: limit + 1 });
  return pageOf(rows, limit, (row) => row.key.slice(prefix.length));
};
