import { deserialize, type Document, serialize } from 'bson';
import { Query } from 'mingo/query';
import { resolve } from 'mingo/util';
import { bsonKey, compareBson } from './bson-order.js';
import { MINGO_OPTIONS, refusing } from './matching.js';

/** 64-bit integers and bytes stay what they are; other numbers are JavaScript's, as in the driver. */
export const BSON_OPTIONS = { promoteLongs: false, promoteBuffers: false } as const;

/** Stored documents are never changed: what changes one works on a copy. */
export const copyOf = (document: Document): Document => deserialize(serialize(document), BSON_OPTIONS);

/** An array is sorted by its smallest element when ascending and by its greatest when descending. */
const sortValue = (document: Document, path: string, direction: number): unknown => {
  const value: unknown = resolve(document, path);
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).reduce(
    (extreme, element) => (extreme === undefined || compareBson(element, extreme) * direction < 0 ? element : extreme),
    undefined,
  );
};

/** Sorts stably by MongoDB's order of values: equal documents stay in the order in which they were found. */
export const sorted = (documents: readonly Document[], sort: Document): readonly Document[] => {
  const fields = Object.entries(sort).map(([path, direction]) => ({ path, direction: Number(direction) }));
  if (fields.length === 0) return documents;
  const keyed = documents.map((document) => ({
    document,
    key: fields.map(({ path, direction }) => sortValue(document, path, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [at, { direction }] of fields.entries()) {
      const difference = compareBson(a.key[at], b.key[at]);
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
};

/** mingo drops excluded nested fields from what it is given, hence the copies. */
export const projected = (documents: readonly Document[], projection: Document | undefined): readonly Document[] => {
  if (projection === undefined || Object.keys(projection).length === 0) return documents;
  const query = new Query({}, MINGO_OPTIONS);
  return refusing(2, () => query.find<Document>(documents.map(copyOf), projection).all());
};

/** Every value at the path once, and every element where there is an array. */
export const distinctValues = (documents: Iterable<Document>, path: string): readonly unknown[] => {
  const found = new Map<string, unknown>();
  for (const document of documents) {
    const value: unknown = resolve(document, path);
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    for (const each of values) if (each !== undefined) found.set(bsonKey(each), each);
  }
  return [...found.values()].sort(compareBson);
};
