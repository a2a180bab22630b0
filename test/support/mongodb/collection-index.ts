import { type Document } from 'bson';
import { resolve } from 'mingo/util';
import { bsonKey } from './bson-order.js';
import { matcher } from './matching.js';

const combinations = (lists: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] =>
  lists.reduce<readonly (readonly unknown[])[]>(
    (tuples, list) => tuples.flatMap((tuple) => list.map((value) => [...tuple, value])),
    [[]],
  );

/** An index as it was asked for, and, where it is unique, which committed document holds which key. */
export class Index {
  readonly paths: readonly string[];
  readonly #holders = new Map<string, Set<string>>();
  readonly #isPartOf: (document: Document) => boolean;

  constructor(readonly spec: Document) {
    this.paths = Object.keys(spec['key'] as Document);
    const partial = spec['partialFilterExpression'] as Document | undefined;
    this.#isPartOf = partial === undefined ? (document) => this.#isInSparse(document) : matcher(partial);
  }

  get name(): string {
    return String(this.spec['name']);
  }

  get isUnique(): boolean {
    return this.spec['unique'] === true;
  }

  /** The keys of a document: several where a field holds an array, none where the index leaves the document out. */
  keysOf(document: Document): readonly string[] {
    if (!this.isUnique || !this.#isPartOf(document)) return [];
    const lists = this.paths.map((path): readonly unknown[] => {
      const value: unknown = resolve(document, path);
      return Array.isArray(value) ? (value as unknown[]) : [value];
    });
    return [...new Set(combinations(lists).map((tuple) => bsonKey(tuple)))];
  }

  valuesOf(document: Document): Document {
    return Object.fromEntries(this.paths.map((path) => [path, resolve(document, path) ?? null]));
  }

  holders(key: string): Iterable<string> {
    return this.#holders.get(key) ?? [];
  }

  /** Called at each commit: the document with this id is now another one. */
  replace(id: string, before: Document | null, after: Document | null): void {
    for (const key of before === null ? [] : this.keysOf(before)) this.#holders.get(key)?.delete(id);
    for (const key of after === null ? [] : this.keysOf(after)) {
      const holders = this.#holders.get(key) ?? new Set();
      this.#holders.set(key, holders.add(id));
    }
  }

  #isInSparse(document: Document): boolean {
    return this.spec['sparse'] !== true || this.paths.some((path) => resolve(document, path) !== undefined);
  }
}
