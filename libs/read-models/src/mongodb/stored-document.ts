import { keyRange } from '../port/key-range.js';
import type { DocumentQuery, DocumentRow, DocumentWrite, ScannedDocument } from '../port/read-model-store.js';
import { keyField, keyOf } from './stored-names.js';

/**
 * A document as it stands in MongoDB: its JSON as a text, and beside it a field for each sort key. As BSON it would not
 * come back as it was given: `$ref` means something there, and no property may have a NUL in its name.
 */
export interface StoredDocument {
  readonly _id: string;
  readonly json: string;
  readonly [key: `key_${string}`]: string;
}

export type BulkOperation =
  | {
      readonly replaceOne: {
        readonly filter: { readonly _id: string };
        readonly replacement: Omit<StoredDocument, '_id'>;
        readonly upsert: true;
      };
    }
  | { readonly deleteOne: { readonly filter: { readonly _id: string } } };

/** Done twice it comes to the same. */
export const toOperation = ({ id, document, keys = {} }: DocumentWrite): BulkOperation => {
  const filter = { _id: id };
  if (document === null) return { deleteOne: { filter } };
  const fields = Object.entries(keys).map(([key, value]) => [keyField(key), value]);
  const replacement = { json: JSON.stringify(document), ...Object.fromEntries(fields) } as { readonly json: string };
  return { replaceOne: { filter, replacement, upsert: true } };
};

export const toDocument = ({ json }: Pick<StoredDocument, 'json'>): object => JSON.parse(json) as object;

export const toRow = <D extends object>(stored: StoredDocument, key: string): DocumentRow<D> => ({
  id: stored._id,
  key: (stored as unknown as Readonly<Record<string, string>>)[keyField(key)] ?? '',
  document: toDocument(stored) as D,
});

/** The document is null when somebody else has altered it so that it is none. */
export const toScanned = (stored: StoredDocument): ScannedDocument => {
  const fields = Object.entries(stored).flatMap(([field, value]): [string, string][] => {
    const key = keyOf(field);
    return key === null ? [] : [[key, value]];
  });
  const keys = Object.fromEntries(fields);
  try {
    return { id: stored._id, keys, document: toDocument(stored) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { id: stored._id, keys: {}, document: null };
  }
};

export interface Listing {
  readonly filter: object;
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

/** One walk along the index of the key. */
export const toListing = (query: DocumentQuery): Listing => {
  const field = keyField(query.key);
  const { from, to } = keyRange(query);
  // The empty text is below all others, and a document without the key has none.
  const lower = from ? { [from.inclusive ? '$gte' : '$gt']: from.value } : { $gte: '' };
  const upper = to ? { [to.inclusive ? '$lte' : '$lt']: to.value } : {};
  const direction = query.descending ? -1 : 1;
  return { filter: { [field]: { ...lower, ...upper } }, sort: { [field]: direction, _id: direction } };
};
