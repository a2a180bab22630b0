import { type Document } from 'bson';
import { aggregated } from '../aggregating.js';
import { MongoRefusal } from '../refusals.js';
import { distinctValues, projected, sorted } from '../shaping.js';
import { type CommandContext, countOf, type Handler } from './command.js';

const documentOr = (value: unknown, otherwise: Document = {}): Document => (value as Document | undefined) ?? otherwise;

const page = (documents: readonly Document[], command: Document): readonly Document[] => {
  const skip = countOf(command['skip']) ?? 0;
  const limit = Math.abs(countOf(command['limit']) ?? 0);
  return documents.slice(skip, limit === 0 ? undefined : skip + limit);
};

const found = (collection: unknown, filter: unknown, context: CommandContext): readonly Document[] =>
  context.read((unit) => unit.find(context.namespace(collection), documentOr(filter)));

const find: Handler = (command, context) => {
  const matching = sorted(found(command['find'], command['filter'], context), documentOr(command['sort']));
  const documents = projected(page(matching, command), command['projection'] as Document | undefined);
  return context.life.cursors.open(context.namespace(command['find']), documents, {
    batchSize: countOf(command['batchSize']),
    isSingleBatch: command['singleBatch'] === true,
  });
};

const getMore: Handler = (command, { life }) => life.cursors.more(command['getMore'], countOf(command['batchSize']));

const killCursors: Handler = (command, { life }) => life.cursors.kill(command['cursors'] as unknown[]);

const count: Handler = (command, context) => ({
  n: page(found(command['count'], command['query'], context), command).length,
  ok: 1,
});

const distinct: Handler = (command, context) => ({
  values: distinctValues(found(command['distinct'], command['query'], context), String(command['key'])),
  ok: 1,
});

const aggregate: Handler = (command, context) => {
  if (typeof command['aggregate'] !== 'string') throw new MongoRefusal(59, 'the stand-in aggregates collections only');
  const [first, ...rest] = command['pipeline'] as Document[];
  const filter: unknown = first?.['$match'];
  const pipeline = filter === undefined && first !== undefined ? [first, ...rest] : rest;
  const documents = aggregated(found(command['aggregate'], filter, context), pipeline);
  const batchSize = countOf(documentOr(command['cursor'])['batchSize']);
  return context.life.cursors.open(context.namespace(command['aggregate']), documents, { batchSize });
};

export const READING: Readonly<Record<string, Handler>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate,
};
