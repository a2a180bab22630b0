import { type Document } from 'bson';
import { Context } from 'mingo';
import * as expressionOperators from 'mingo/operators/expression';
import * as projectionOperators from 'mingo/operators/projection';
import * as queryOperators from 'mingo/operators/query';
import { Query } from 'mingo/query';
import { bsonKey, compareBson, typeRank } from './bson-order.js';
import { MongoRefusal } from './refusals.js';

type Test = (value: unknown) => boolean;

const isPlain = (value: unknown): value is Document => typeRank(value) === 4;

/** The values at a path. Where it leads through an array there is one for each document in it, and for an index. */
const valuesAt = (value: unknown, names: readonly string[]): readonly unknown[] => {
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  if (!Array.isArray(value)) return isPlain(value) ? valuesAt(value[name], rest) : [undefined];
  const elements = (value as unknown[]).filter(isPlain).flatMap((element) => valuesAt(element, names));
  return /^\d+$/.test(name) ? [...elements, ...valuesAt((value as unknown[])[Number(name)], rest)] : elements;
};

/** A field that holds an array is also tested by its elements. */
const candidates = (document: Document, names: readonly string[]): readonly unknown[] =>
  valuesAt(document, names).flatMap((value) => (Array.isArray(value) ? [value, ...(value as unknown[])] : [value]));

const someCandidate =
  (test: (operand: unknown) => Test) =>
  (path: string, operand: unknown): ((document: Document) => boolean) => {
    const matches = test(operand);
    const names = path.split('.');
    return (document) => candidates(document, names).some(matches);
  };

const not =
  (operator: ReturnType<typeof someCandidate>) =>
  (path: string, operand: unknown): ((document: Document) => boolean) => {
    const matches = operator(path, operand);
    return (document) => !matches(document);
  };

/** A range holds values of its bound's type only. */
const range = (holds: (difference: number) => boolean): ReturnType<typeof someCandidate> =>
  someCandidate((bound) => (value) => typeRank(value) === typeRank(bound) && holds(compareBson(value, bound)));

const equal = someCandidate((operand) => (value) => compareBson(value, operand) === 0);

const oneOf = someCandidate((operand) => {
  if (!Array.isArray(operand)) throw new MongoRefusal(2, '$in needs an array');
  const keys = new Set((operand as unknown[]).map(bsonKey));
  const patterns = (operand as unknown[]).filter((value) => value instanceof RegExp);
  return (value) =>
    keys.has(bsonKey(value)) || (typeof value === 'string' && patterns.some((pattern) => pattern.test(value)));
});

/**
 * What mingo compares as JavaScript does: strings by units of UTF-16, 64-bit integers as objects. These take their
 * place; paths, arrays, logic and every other operator remain mingo's.
 */
const COMPARISONS = {
  $eq: equal,
  $ne: not(equal),
  $in: oneOf,
  $nin: not(oneOf),
  $gt: range((difference) => difference > 0),
  $gte: range((difference) => difference >= 0),
  $lt: range((difference) => difference < 0),
  $lte: range((difference) => difference <= 0),
};

type Operators = NonNullable<Parameters<typeof Context.init>[0]>;

export const MINGO_OPTIONS = {
  context: Context.init({
    expression: { ...expressionOperators },
    projection: { ...projectionOperators },
    query: { ...queryOperators, ...COMPARISONS },
  } as unknown as Operators),
};

/** What MongoDB answers to a query that it does not understand, where mingo throws an error of its own. */
export const refusing = <T>(code: number, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof MongoRefusal) throw error;
    throw new MongoRefusal(code, error instanceof Error ? error.message : String(error));
  }
};

export const matcher = (filter: Document): ((document: Document) => boolean) => {
  const query = refusing(2, () => new Query(filter, MINGO_OPTIONS));
  return (document) => query.test(document);
};

/** The ids that a filter asks for, when it asks for ids: a lookup in place of a scan. */
export const wantedIds = (filter: Document): readonly unknown[] | null => {
  if (!('_id' in filter)) return null;
  const wanted: unknown = filter['_id'];
  if (wanted === null || wanted instanceof RegExp) return null;
  if (!isPlain(wanted)) return [wanted];
  const operators = Object.keys(wanted);
  if (!operators.some((name) => name.startsWith('$'))) return [wanted];
  if ('$eq' in wanted) return wantedIds({ _id: wanted['$eq'] });
  const ids: unknown = wanted['$in'];
  return Array.isArray(ids) && !ids.some((id) => id instanceof RegExp) ? (ids as unknown[]) : null;
};
