import { type Document, Long, ObjectId } from 'bson';
import { type Modifier, update } from 'mingo/updater';
import { resolve } from 'mingo/util';
import { bsonKey, compareBson, isNumeric, typeRank } from './bson-order.js';
import { MINGO_OPTIONS, refusing } from './matching.js';
import { MongoRefusal } from './refusals.js';
import { copyOf } from './shaping.js';

type Fields = readonly (readonly [path: string, value: unknown])[];

const fieldsOf = (expression: unknown): Fields => {
  if (typeRank(expression) !== 4) throw new MongoRefusal(9, 'Modifiers operate on fields but we found another type');
  return Object.entries(expression as Document);
};

const isLong = (value: unknown): value is Long => value instanceof Long;

/** A sum that holds a 64-bit integer is one, as long as no fraction comes into it. */
const calculated = (current: unknown, operand: unknown, operator: string): unknown => {
  if (!isNumeric(operand)) throw new MongoRefusal(14, `Cannot apply ${operator} with a value that is no number`);
  if (!isNumeric(current)) throw new MongoRefusal(14, `Cannot apply ${operator} to a value that is no number`);
  const [left, right] = [Number(current), Number(operand)];
  const hasLong = isLong(current) || isLong(operand);
  if (!hasLong || !Number.isInteger(left) || !Number.isInteger(right)) {
    return operator === '$inc' ? left + right : left * right;
  }
  const [a, b] = [Long.fromString(String(current)), Long.fromString(String(operand))];
  return operator === '$inc' ? a.add(b) : a.multiply(b);
};

/** What an operator that mingo would apply in JavaScript's way sets; nothing when the field stays. */
type Setter = (current: unknown, operand: unknown, isInsert: boolean) => { readonly value: unknown } | null;

const extreme =
  (direction: number): Setter =>
  (current, operand) =>
    current === undefined || compareBson(operand, current) * direction > 0 ? { value: operand } : null;

const SETTERS: Readonly<Record<string, Setter>> = {
  $set: (_, operand) => ({ value: operand }),
  $setOnInsert: (_, operand, isInsert) => (isInsert ? { value: operand } : null),
  $inc: (current, operand) => ({ value: calculated(current === undefined ? 0 : current, operand, '$inc') }),
  $mul: (current, operand) => ({ value: calculated(current === undefined ? 0 : current, operand, '$mul') }),
  $max: extreme(1),
  $min: extreme(-1),
};

const conflicts = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

const assertNoConflicts = (paths: readonly string[]): void => {
  for (const [at, path] of paths.entries()) {
    if (!paths.slice(0, at).some((other) => conflicts(path, other))) continue;
    throw new MongoRefusal(40, `Updating the path '${path}' would create a conflict at '${path}'`);
  }
};

/** A field can be made within a document or an array only; mingo leaves it out without a word. */
const assertViable = (document: Document, path: string): void => {
  const names = path.split('.');
  for (const at of names.keys()) {
    const parent: unknown = at === 0 ? document : resolve(document, names.slice(0, at).join('.'));
    const isPlace = Array.isArray(parent) ? /^\d+$/.test(names[at]!) : typeRank(parent) === 4;
    if (parent === undefined || isPlace) continue;
    throw new MongoRefusal(28, `Cannot create field '${String(names[at])}' in element {${path}}`);
  }
};

const ARRAY_OPERATORS = new Set(['$push', '$addToSet', '$pull', '$pullAll', '$pop']);

const assertArrays = (document: Document, expression: unknown): void => {
  for (const [path] of fieldsOf(expression)) {
    assertViable(document, path);
    const value: unknown = resolve(document, path);
    if (value !== undefined && !Array.isArray(value)) throw new MongoRefusal(2, `The field '${path}' must be an array`);
  }
};

interface Plan {
  /** Paths with the values that are set. */
  readonly set: Map<string, unknown>;
  /** What is left for mingo as it stands. */
  readonly rest: Document;
}

const planned = (document: Document, modifier: Document, isInsert: boolean): Plan => {
  const plan: Plan = { set: new Map(), rest: {} };
  for (const [operator, expression] of Object.entries(modifier)) {
    const setter = SETTERS[operator];
    if (setter === undefined) plan.rest[operator] = expression;
    if (ARRAY_OPERATORS.has(operator)) assertArrays(document, expression);
    for (const [path, operand] of setter === undefined ? [] : fieldsOf(expression)) {
      if (operator !== '$setOnInsert' || isInsert) assertViable(document, path);
      const outcome = setter?.(resolve(document, path), operand, isInsert) ?? null;
      if (outcome !== null) plan.set.set(path, outcome.value);
    }
  }
  return plan;
};

/** mingo refuses any path at the id; MongoDB only one that would change it. */
const settleId = (document: Document, plan: Plan): void => {
  if (!plan.set.has('_id')) return;
  const id = plan.set.get('_id');
  plan.set.delete('_id');
  if (document['_id'] === undefined) document['_id'] = id;
  else assertSameId(document['_id'], id);
};

const assertSameId = (before: unknown, after: unknown): void => {
  if (bsonKey(before) === bsonKey(after)) return;
  throw new MongoRefusal(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
};

const isOperator = (name: string): boolean => name.startsWith('$');

/** Whether an update is a list of operators; a document without any replaces what is there. */
export const isModifier = (change: Document): boolean => {
  const names = Object.keys(change);
  return names.length > 0 && names.some(isOperator);
};

/** What is refused whether or not a document matches. */
export const assertWellFormed = (change: Document): void => {
  if (Array.isArray(change)) throw new MongoRefusal(9, 'the stand-in does not apply pipelines as updates');
  if (!isModifier(change)) return;
  assertNoConflicts(Object.values(change).flatMap((expression) => fieldsOf(expression).map(([path]) => path)));
};

const modified = (document: Document, modifier: Document, isInsert: boolean): Document => {
  const copy = copyOf(document);
  const plan = planned(copy, modifier, isInsert);
  settleId(copy, plan);
  const changes = { ...plan.rest, ...(plan.set.size > 0 && { $set: Object.fromEntries(plan.set) }) };
  if (Object.keys(changes).length === 0) return copy;
  const options = { cloneMode: 'deep', queryOptions: MINGO_OPTIONS } as const;
  refusing(9, () => update(copy, changes as Modifier<Document>, [], {}, options));
  return copy;
};

const replaced = (document: Document, replacement: Document): Document => {
  const id: unknown = document['_id'] ?? replacement['_id'];
  if ('_id' in replacement) assertSameId(id, replacement['_id']);
  return { ...(id !== undefined && { _id: id }), ...replacement };
};

/** The document after the change; the given one stays as it was. */
export const updated = (document: Document, change: Document, isInsert = false): Document =>
  isModifier(change) ? modified(document, change, isInsert) : replaced(document, change);

const equalities = (filter: Document): Fields =>
  Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and') return (condition as Document[]).flatMap(equalities);
    if (isOperator(path) || condition instanceof RegExp) return [];
    if (typeRank(condition) !== 4 || !isModifier(condition as Document)) return [[path, condition] as const];
    return '$eq' in (condition as Document) ? [[path, (condition as Document)['$eq']] as const] : [];
  });

/** The document that an upsert inserts: what its filter says the fields are equal to, then the change. */
export const upserted = (filter: Document, change: Document): Document => {
  const fields = equalities(filter);
  const isReplacement = !isModifier(change);
  const known = isReplacement ? fields.filter(([path]) => path === '_id') : fields;
  const document = modified({}, { $set: Object.fromEntries(known) }, true);
  const { _id = new ObjectId(), ...rest } = updated(document, change, true);
  return { _id: _id as unknown, ...rest };
};
