import { type Document, ObjectId } from 'bson';
import { MongoRefusal } from '../refusals.js';
import { projected, sorted } from '../shaping.js';
import { type UnitOfWork } from '../unit-of-work.js';
import { bsonKey, compareBson } from '../bson-order.js';
import { assertWellFormed, isModifier, updated, upserted } from '../updating.js';
import { type CommandContext, type Handler } from './command.js';

type Statement = (unit: UnitOfWork) => Outcome;

interface Outcome {
  readonly n: number;
  readonly nModified?: number;
  readonly upserted?: unknown;
}

interface Tally {
  n: number;
  nModified: number;
  readonly upserted: Document[];
  readonly writeErrors: Document[];
}

const add = (tally: Tally, index: number, outcome: Outcome): void => {
  tally.n += outcome.n;
  tally.nModified += outcome.nModified ?? 0;
  if ('upserted' in outcome) tally.upserted.push({ index, _id: outcome.upserted });
};

/** Runs statements one by one, each by itself; an ordered command ends at its first error. */
const run = async (command: Document, statements: readonly Statement[], context: CommandContext): Promise<Tally> => {
  const tally: Tally = { n: 0, nModified: 0, upserted: [], writeErrors: [] };
  for (const [index, statement] of statements.entries()) {
    try {
      add(tally, index, await context.write(statement));
    } catch (error) {
      if (!(error instanceof MongoRefusal) || error.code === 112 || error.code === 91) throw error;
      tally.writeErrors.push({ index, ...error.fields() });
      if (command['ordered'] !== false) break;
    }
  }
  return tally;
};

const answer = (tally: Tally, fields: readonly (keyof Tally)[]): Document => ({
  ...Object.fromEntries(fields.map((field) => [field, tally[field]])),
  ...(tally.upserted.length > 0 && { upserted: tally.upserted }),
  ...(tally.writeErrors.length > 0 && { writeErrors: tally.writeErrors }),
  ok: 1,
});

const withId = ({ _id = new ObjectId(), ...rest }: Document): Document => ({ _id: _id as unknown, ...rest });

const insert: Handler = async (command, context) => {
  const namespace = context.namespace(command['insert']);
  const statements = (command['documents'] as Document[]).map(withId).map((document) => (unit: UnitOfWork) => {
    unit.insert(namespace, document);
    return { n: 1 };
  });
  return answer(await run(command, statements, context), ['n']);
};

interface Change {
  readonly namespace: string;
  readonly filter: Document;
  readonly change: Document;
  readonly isUpsert: boolean;
}

const insertUpserted = (unit: UnitOfWork, { namespace, filter, change }: Change): Document => {
  const document = upserted(filter, change);
  unit.insert(namespace, document);
  return document;
};

const isSame = (a: Document, b: Document): boolean => bsonKey(a) === bsonKey(b) && compareBson(a, b) === 0;

/** The document after the change, which is written only where it is another one. */
const replaceWith = (unit: UnitOfWork, change: Change, before: Document): { after: Document; isModified: boolean } => {
  const after = updated(before, change.change);
  const isModified = !isSame(before, after);
  if (isModified) unit.replace(change.namespace, after);
  return { after, isModified };
};

const applyChange = (unit: UnitOfWork, change: Change, isMulti: boolean): Outcome => {
  const matching = unit.find(change.namespace, change.filter);
  const chosen = isMulti ? matching : matching.slice(0, 1);
  if (chosen.length === 0 && change.isUpsert) {
    return { n: 1, upserted: insertUpserted(unit, change)['_id'] as unknown };
  }
  const modified = chosen.filter((before) => replaceWith(unit, change, before).isModified);
  return { n: chosen.length, nModified: modified.length };
};

const updateStatement = (namespace: string, statement: Document): Statement => {
  const change = statement['u'] as Document;
  const isMulti = statement['multi'] === true;
  const filter = statement['q'] as Document;
  return (unit) => {
    assertWellFormed(change);
    if (isMulti && !isModifier(change)) throw new MongoRefusal(9, 'multi update is not supported for replacements');
    return applyChange(unit, { namespace, filter, change, isUpsert: statement['upsert'] === true }, isMulti);
  };
};

const update: Handler = async (command, context) => {
  const namespace = context.namespace(command['update']);
  const statements = (command['updates'] as Document[]).map((statement) => updateStatement(namespace, statement));
  return answer(await run(command, statements, context), ['n', 'nModified']);
};

const deleteStatement =
  (namespace: string, { q: filter, limit }: Document): Statement =>
  (unit) => {
    const matching = unit.find(namespace, filter as Document);
    const chosen = Number(limit) === 1 ? matching.slice(0, 1) : matching;
    for (const document of chosen) unit.remove(namespace, document);
    return { n: chosen.length };
  };

const remove: Handler = async (command, context) => {
  const namespace = context.namespace(command['delete']);
  const statements = (command['deletes'] as Document[]).map((statement) => deleteStatement(namespace, statement));
  return answer(await run(command, statements, context), ['n']);
};

interface Found {
  readonly value: Document | null;
  readonly lastErrorObject: Document;
}

const upsertOne = (unit: UnitOfWork, change: Change, isNew: boolean): Found => {
  const document = insertUpserted(unit, change);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: document['_id'] as unknown };
  return { value: isNew ? document : null, lastErrorObject };
};

const changeOne = (unit: UnitOfWork, command: Document, change: Change, before: Document): Found => {
  if (command['remove'] === true) {
    unit.remove(change.namespace, before);
    return { value: before, lastErrorObject: { n: 1 } };
  }
  const { after } = replaceWith(unit, change, before);
  return { value: command['new'] === true ? after : before, lastErrorObject: { n: 1, updatedExisting: true } };
};

const findAndChange = (unit: UnitOfWork, command: Document, change: Change): Found => {
  const matching = unit.find(change.namespace, change.filter);
  const before = sorted(matching, (command['sort'] as Document | undefined) ?? {})[0];
  if (before !== undefined) return changeOne(unit, command, change, before);
  if (change.isUpsert) return upsertOne(unit, change, command['new'] === true);
  const isRemoval = command['remove'] === true;
  return { value: null, lastErrorObject: isRemoval ? { n: 0 } : { n: 0, updatedExisting: false } };
};

const findAndModify: Handler = async (command, context) => {
  const change: Change = {
    namespace: context.namespace(command['findAndModify']),
    filter: (command['query'] as Document | undefined) ?? {},
    change: (command['update'] as Document | undefined) ?? {},
    isUpsert: command['upsert'] === true,
  };
  assertWellFormed(change.change);
  const { value, lastErrorObject } = await context.write((unit) => findAndChange(unit, command, change));
  const shown = value === null ? null : projected([value], command['fields'] as Document | undefined)[0];
  return { lastErrorObject, value: shown, ok: 1 };
};

export const WRITING: Readonly<Record<string, Handler>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
};
