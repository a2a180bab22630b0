import { type Document } from 'bson';
import { aggregate } from 'mingo';
import { matcher, refusing } from './matching.js';
import { copyOf, sorted } from './shaping.js';

type Stage = (documents: readonly Document[], operand: Document) => readonly Document[];

/** The stages that compare values, which mingo does not do as MongoDB does. */
const STAGES: Readonly<Record<string, Stage>> = {
  $match: (documents, filter) => documents.filter(matcher(filter)),
  $sort: (documents, sort) => sorted(documents, sort),
};

const staged = (documents: readonly Document[], stage: Document): readonly Document[] => {
  const [name = '', operand] = Object.entries(stage)[0] ?? [];
  const own = STAGES[name];
  if (own !== undefined) return own(documents, operand as Document);
  return refusing(2, () => aggregate([...documents].map(copyOf), [stage]) as Document[]);
};

export const aggregated = (documents: readonly Document[], pipeline: readonly Document[]): readonly Document[] =>
  pipeline.reduce(staged, documents);
