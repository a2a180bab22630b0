import { type Binary, type Decimal128, type Document, EJSON, type Long, type ObjectId, type Timestamp } from 'bson';

interface Bson {
  readonly _bsontype: string;
}

/** The order of types, from MongoDB's manual: values of different types are ordered by their types alone. */
const RANK = { null: 1, number: 2, string: 3, object: 4, array: 5, boolean: 8, date: 9, regexp: 11 } as const;
const RANK_OF_BSON: Readonly<Record<string, number>> = {
  MinKey: 0,
  Long: RANK.number,
  Int32: RANK.number,
  Double: RANK.number,
  Decimal128: RANK.number,
  Binary: 6,
  ObjectId: 7,
  Timestamp: 10,
  BSONRegExp: RANK.regexp,
  MaxKey: 14,
};

const bsonType = (value: object): string | null => ('_bsontype' in value ? (value as Bson)._bsontype : null);

const rankOfObject = (value: object): number => {
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  if (value instanceof RegExp) return RANK.regexp;
  const type = bsonType(value);
  return type === null ? RANK.object : (RANK_OF_BSON[type] ?? RANK.object);
};

/** Where the type of a value stands in the order of types. A missing field is as null. */
export const typeRank = (value: unknown): number => {
  if (value === null || value === undefined) return RANK.null;
  if (typeof value === 'object') return rankOfObject(value);
  if (typeof value === 'string') return RANK.string;
  return typeof value === 'boolean' ? RANK.boolean : RANK.number;
};

/** JavaScript compares numbers with big integers exactly, so a 64-bit integer keeps all its digits. */
const toComparable = (value: unknown): number | bigint => {
  if (typeof value !== 'object' || value === null) return value as number | bigint;
  if (bsonType(value) === 'Long') return (value as Long).toBigInt();
  return Number((value as Decimal128).toString());
};

export const isNumeric = (value: unknown): boolean => typeRank(value) === RANK.number;

const byOrder = (a: number | bigint | string, b: number | bigint | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lifts surrogates above all other units: UTF-16 so ordered is ordered as code points, hence as UTF-8 bytes are. */
const unitRank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** MongoDB compares the bytes of UTF-8, where JavaScript compares units of UTF-16: astral characters differ. */
export const compareStrings = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = unitRank(a.charCodeAt(at)) - unitRank(b.charCodeAt(at));
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
};

const compareBinaries = (a: Binary, b: Binary): number => {
  const [left, right] = [a.value(), b.value()];
  return byOrder(left.length, right.length) || byOrder(a.sub_type, b.sub_type) || Buffer.compare(left, right);
};

const compareArrays = (a: readonly unknown[], b: readonly unknown[]): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = compareBson(a[at], b[at]);
    if (difference !== 0) return difference;
  }
  return byOrder(a.length, b.length);
};

/** Documents are compared field by field in their own order: by type, then by name, then by value. */
const compareDocuments = (a: Document, b: Document): number => {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (const [at, [name, value]] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const byType = byOrder(typeRank(value), typeRank(other[1]));
    const difference = byType || compareStrings(name, other[0]) || compareBson(value, other[1]);
    if (difference !== 0) return difference;
  }
  return byOrder(left.length, right.length);
};

type Compare = (a: unknown, b: unknown) => number;

const COMPARE: Readonly<Record<number, Compare>> = {
  [RANK.number]: (a, b) => byOrder(toComparable(a), toComparable(b)),
  [RANK.string]: (a, b) => compareStrings(a as string, b as string),
  [RANK.object]: (a, b) => compareDocuments(a as Document, b as Document),
  [RANK.array]: (a, b) => compareArrays(a as unknown[], b as unknown[]),
  [RANK.boolean]: (a, b) => Number(a) - Number(b),
  [RANK.date]: (a, b) => byOrder(Number(a), Number(b)),
  [RANK.regexp]: (a, b) => compareStrings(String(a), String(b)),
  6: (a, b) => compareBinaries(a as Binary, b as Binary),
  7: (a, b) => byOrder((a as ObjectId).toHexString(), (b as ObjectId).toHexString()),
  10: (a, b) => byOrder((a as Timestamp).toBigInt(), (b as Timestamp).toBigInt()),
};

/** MongoDB's total order of values: negative when `a` comes first, 0 when the two are equal to it. */
export const compareBson = (a: unknown, b: unknown): number => {
  const [left, right] = [typeRank(a), typeRank(b)];
  if (left !== right) return left - right;
  return COMPARE[left]?.(a, b) ?? 0;
};

const keyOfObject = (value: object): string => {
  if (Array.isArray(value)) return `[${value.map(bsonKey).join(',')}]`;
  const type = bsonType(value);
  if (type === 'ObjectId') return `o${(value as ObjectId).toHexString()}`;
  if (type !== null) return `e${EJSON.stringify(value)}`;
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${bsonKey(field)}`);
  return `{${fields.join(',')}}`;
};

/** A string that two values share when they are equal to MongoDB: what maps and sets of values are keyed by. */
export const bsonKey = (value: unknown): string => {
  if (value === null || value === undefined) return 'z';
  if (typeof value === 'string') return `s${JSON.stringify(value)}`;
  if (isNumeric(value)) return `n${String(toComparable(value === 0 ? 0 : value))}`;
  if (typeof value === 'boolean') return `t${String(value)}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  return keyOfObject(value);
};
