import { type Document } from 'bson';
import { Collection } from '../collection.js';
import { Index } from '../collection-index.js';
import { bsonKey } from '../bson-order.js';
import { matcher } from '../matching.js';
import { MongoRefusal } from '../refusals.js';
import { type Store } from '../store.js';
import { type CommandContext, type Handler } from './command.js';

const namespaceNotFound = (namespace: string): MongoRefusal => new MongoRefusal(26, `ns does not exist: ${namespace}`);

const existing = (store: Store, namespace: string): Collection => {
  const collection = store.collections.get(namespace);
  if (collection === undefined) throw namespaceNotFound(namespace);
  return collection;
};

const create: Handler = async (command, context) => {
  const namespace = context.namespace(command['create']);
  await context.whenFree(namespace);
  if (context.life.store.collections.has(namespace)) {
    throw new MongoRefusal(48, `Collection ${namespace} already exists.`);
  }
  context.life.store.collections.set(namespace, new Collection());
  return { ok: 1 };
};

const drop: Handler = async (command, context) => {
  const namespace = context.namespace(command['drop']);
  await context.whenFree(namespace);
  context.life.store.collections.delete(namespace);
  return { ns: namespace, ok: 1 };
};

const namesIn = (context: CommandContext): readonly string[] => {
  const prefix = context.namespace('');
  const namespaces = [...context.life.store.collections.keys()];
  return namespaces.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
};

const dropDatabase: Handler = async (_, context) => {
  for (const name of namesIn(context)) {
    await context.whenFree(context.namespace(name));
    context.life.store.collections.delete(context.namespace(name));
  }
  return { dropped: context.databaseName, ok: 1 };
};

const listCollections: Handler = (command, context) => {
  const filter = (command['filter'] as Document | undefined) ?? {};
  const collections = namesIn(context).map((name): Document => {
    const { uuid } = existing(context.life.store, context.namespace(name));
    const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
    return { name, type: 'collection', options: {}, info: { readOnly: false, uuid }, idIndex };
  });
  return context.life.cursors.open(context.namespace('$cmd.listCollections'), collections.filter(matcher(filter)));
};

const listDatabases: Handler = (_, { life }) => {
  const names = new Set([...life.store.collections.keys()].map((namespace) => namespace.split('.')[0]!));
  const databases = [...names].map((name) => ({ name, sizeOnDisk: 0, empty: false }));
  return { databases, totalSize: 0, ok: 1 };
};

const listIndexes: Handler = (command, context) => {
  const namespace = context.namespace(command['listIndexes']);
  const { indexes } = existing(context.life.store, namespace);
  return context.life.cursors.open(
    namespace,
    [...indexes.values()].map(({ spec }) => spec),
  );
};

const defaultName = (key: Document): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');

const isSameKey = (a: Document, b: Document): boolean => bsonKey(a['key']) === bsonKey(b['key']);

const assertCompatible = (spec: Document, index: Index): void => {
  const { name } = index;
  if (name === spec['name'] && bsonKey(index.spec) !== bsonKey(spec)) {
    throw new MongoRefusal(86, `An existing index has the same name as the requested index: ${name}`);
  }
  if (name !== spec['name'] && isSameKey(index.spec, spec)) {
    throw new MongoRefusal(85, `Index already exists with a different name: ${name}`);
  }
};

const addIndex = (collection: Collection, namespace: string, asked: Document): void => {
  const key = asked['key'] as Document;
  const { name = defaultName(key), ...rest } = asked;
  const spec: Document = { v: 2, ...rest, key, name: name as unknown };
  if (bsonKey(key) === bsonKey({ _id: 1 })) return;
  for (const index of collection.indexes.values()) assertCompatible(spec, index);
  if (!collection.indexes.has(String(name))) collection.addIndex(namespace, new Index(spec));
};

const createIndexes: Handler = async (command, context) => {
  const namespace = context.namespace(command['createIndexes']);
  await context.whenFree(namespace);
  const createdCollectionAutomatically = !context.life.store.collections.has(namespace);
  const collection = context.life.store.ensure(namespace);
  const numIndexesBefore = collection.indexes.size;
  for (const asked of command['indexes'] as Document[]) addIndex(collection, namespace, asked);
  return { numIndexesBefore, numIndexesAfter: collection.indexes.size, createdCollectionAutomatically, ok: 1 };
};

const isMeant = (index: Index, wanted: unknown): boolean => {
  if (wanted === '*') return true;
  if (Array.isArray(wanted)) return wanted.includes(index.name);
  return typeof wanted === 'string' ? index.name === wanted : bsonKey(index.spec['key']) === bsonKey(wanted);
};

const dropIndexes: Handler = async (command, context) => {
  const namespace = context.namespace(command['dropIndexes']);
  await context.whenFree(namespace);
  const { indexes } = existing(context.life.store, namespace);
  const nIndexesWas = indexes.size;
  const meant = [...indexes.values()].filter((index) => isMeant(index, command['index']) && index.name !== '_id_');
  if (meant.length === 0 && command['index'] !== '*') {
    throw new MongoRefusal(27, `index not found with name [${String(command['index'])}]`);
  }
  for (const { name } of meant) indexes.delete(name);
  return { nIndexesWas, ok: 1 };
};

const renameCollection: Handler = async (command, context) => {
  const { collections } = context.life.store;
  const [from, to] = [String(command['renameCollection']), String(command['to'])];
  await context.whenFree(from);
  await context.whenFree(to);
  const collection = existing(context.life.store, from);
  if (from === to) throw new MongoRefusal(20, "Can't rename a collection to itself");
  if (collections.has(to) && command['dropTarget'] !== true) throw new MongoRefusal(48, 'target namespace exists');
  collections.delete(from);
  collections.set(to, collection);
  return { ok: 1 };
};

export const CATALOG: Readonly<Record<string, Handler>> = {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  listIndexes,
  createIndexes,
  dropIndexes,
  renameCollection,
};
