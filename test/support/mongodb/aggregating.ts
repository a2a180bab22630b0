import { deserialize, type Document, serialize } from 'bson';
import { aggregate } from 'mingo';
import { bsonKey, typeRank } from './bson-order.js';
import { matcher, refusing } from './matching.js';
import { sorted } from './shaping.js';

type Stage = (documents: readonly Document[], operand: Document) => readonly Document[];

/** mingo adds up JavaScript's numbers only. */
const withPlainNumbers = (document: Document): Document => deserialize(serialize(document));

const counted = (documents: readonly Document[], [field = '']: readonly string[], id: unknown): readonly Document[] =>
  documents.length === 0 ? [] : [{ _id: id, [field]: documents.length }];

const staged = (documents: readonly Document[], stage: Document): readonly Document[] =>
  refusing(2, () => aggregate(documents.map(withPlainNumbers), [stage]) as Document[]);

/** Counting is grouping to the driver: one group, whose documents need not be read. */
const grouped: Stage = (documents, { _id, ...fields }) => {
  const names = Object.keys(fields);
  const isCount = names.length === 1 && typeof _id !== 'string' && typeRank(_id) !== 4;
  const onlySumsOnes = Object.values(fields).every((sum) => bsonKey(sum) === bsonKey({ $sum: 1 }));
  if (isCount && onlySumsOnes) return counted(documents, names, _id);
  return staged(documents, { $group: { _id: _id as unknown, ...fields } });
};

/** The stages that compare values, which mingo does not do as MongoDB does, and the ones that need no copies. */
const STAGES: Readonly<Record<string, Stage>> = {
  $match: (documents, filter) => documents.filter(matcher(filter)),
  $sort: (documents, sort) => sorted(documents, sort),
  $skip: (documents, count) => documents.slice(Number(count)),
  $limit: (documents, count) => documents.slice(0, Number(count)),
  $group: grouped,
};

const applied = (documents: readonly Document[], stage: Document): readonly Document[] => {
  const [name = '', operand] = Object.entries(stage)[0] ?? [];
  const own = STAGES[name];
  return own === undefined ? staged(documents, stage) : own(documents, operand as Document);
};

export const aggregated = (documents: readonly Document[], pipeline: readonly Document[]): readonly Document[] =>
  pipeline.reduce(applied, documents);
