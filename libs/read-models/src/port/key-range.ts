import type { DocumentQuery } from './read-model-store.js';

/** One end of a range of keys; an open end is null. */
export interface Bound {
  readonly value: string;
  readonly inclusive: boolean;
}

export interface KeyRange {
  readonly from: Bound | null;
  readonly to: Bound | null;
}

const LAST_CODE_POINT = 0x10ffff;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** In the order that the port promises: that of the UTF-8 bytes, which SQLite and MongoDB compare by themselves. */
export function compareKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/**
 * The tightest range that a query allows. It is worked out here because a store walks an index from one lower and to one
 * upper bound: with the prefix and `after` both given as conditions it may start at the prefix and read every page again.
 */
export function keyRange(query: DocumentQuery): KeyRange {
  const { prefix = '', upTo, after, descending = false } = query;
  const page = after === undefined ? null : { value: after, inclusive: false };
  const lower = [prefix ? { value: prefix, inclusive: true } : null, descending ? null : page];
  const upper = [
    prefixEnd(prefix),
    upTo === undefined ? null : { value: upTo, inclusive: true },
    descending ? page : null,
  ];
  return { from: tightest(lower, 1), to: tightest(upper, -1) };
}

/** The first string that is greater than every string with this prefix; null when there is none. */
function prefixEnd(prefix: string): Bound | null {
  const codePoints = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (codePoints.at(-1) === LAST_CODE_POINT) codePoints.pop();
  const last = codePoints.pop();
  if (last === undefined) return null;
  // UTF-8 has no surrogates: the code point after U+D7FF is U+E000.
  const next = last + 1 === FIRST_SURROGATE ? AFTER_SURROGATES : last + 1;
  return { value: String.fromCodePoint(...codePoints, next), inclusive: false };
}

function tightest(bounds: readonly (Bound | null)[], direction: 1 | -1): Bound | null {
  return bounds.reduce((best, bound) => {
    if (!best || !bound) return best ?? bound;
    const order = compareKeys(bound.value, best.value) * direction;
    return order > 0 || (order === 0 && !bound.inclusive) ? bound : best;
  }, null);
}
