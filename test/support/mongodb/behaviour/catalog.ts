import { refusalOf, type Subject, type Things } from './subject.js';

const namesIn = async (subject: Subject): Promise<readonly string[]> => {
  const collections = await subject.db.listCollections({}, { nameOnly: true }).toArray();
  return collections.map(({ name }) => name);
};

const uniqueOn = async (things: Things, field: string, options: object = {}): Promise<void> => {
  await things.createIndexes([{ key: { [field]: 1 }, name: `by_${field}`, unique: true, ...options }]);
};

const describeIndexes = (subject: Subject): void => {
  it('holds a unique index against inserts, updates and upserts', async () => {
    const things = await subject.things({ _id: 'a', email: 'ada' }, { _id: 'b', email: 'bob' });
    await uniqueOn(things, 'email');
    // A compatible server leaves `keyValue` out of some answers: adapters tell indexes apart by `keyPattern`.
    const taken = { code: 11000, keyPattern: { email: 1 } };
    expect(await refusalOf(things.insertOne({ _id: 'c', email: 'ada' }))).toMatchObject(taken);
    expect(await refusalOf(things.updateOne({ _id: 'b' }, { $set: { email: 'ada' } }))).toMatchObject(taken);
    const upsert = things.updateOne({ _id: 'd' }, { $set: { email: 'ada' } }, { upsert: true });
    expect(await refusalOf(upsert)).toMatchObject(taken);
    const found = things.findOneAndUpdate({ _id: 'b' }, { $set: { email: 'ada' } });
    expect(await refusalOf(found)).toMatchObject({ code: 11000 });
    expect(await things.countDocuments()).toBe(2);
  });

  it('frees a key with the document that had it', async () => {
    const things = await subject.things({ _id: 'a', email: 'ada' }, { _id: 'b', email: 'bob' });
    await uniqueOn(things, 'email');
    await things.deleteOne({ _id: 'a' });
    await things.updateOne({ _id: 'b' }, { $set: { email: 'ada' } });
    await things.insertOne({ _id: 'c', email: 'bob' });
    expect(await things.countDocuments()).toBe(2);
  });

  it('lets one of many inserts of the same key through', async () => {
    const things = await subject.things({ _id: 'x', email: 'bob' });
    await uniqueOn(things, 'email');
    const attempts = Array.from({ length: 10 }, (_, n) => things.insertOne({ _id: `a${n}`, email: 'ada' }));
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('treats a missing field as a null key, unless the index is sparse or partial', async () => {
    const [dense, sparse, partial] = [await subject.things(), await subject.things(), await subject.things()];
    await uniqueOn(dense, 'email');
    await uniqueOn(sparse, 'email', { sparse: true });
    await uniqueOn(partial, 'email', { partialFilterExpression: { active: true } });
    await dense.insertOne({ _id: 'a' });
    expect(await refusalOf(dense.insertOne({ _id: 'b' }))).toMatchObject({ code: 11000 });
    await sparse.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    await partial.insertMany([
      { _id: 'a', email: 'ada', active: true },
      { _id: 'b', email: 'ada', active: false },
    ]);
    const second = partial.insertOne({ _id: 'c', email: 'ada', active: true });
    expect(await refusalOf(second)).toMatchObject({ code: 11000 });
  });

  it('refuses to build a unique index over two documents with the same key', async () => {
    const things = await subject.things({ _id: 'a', n: 1 }, { _id: 'b', n: 1 });
    expect(await refusalOf(uniqueOn(things, 'n'))).toMatchObject({ code: 11000 });
  });

  it('lists indexes, takes one that is there already, and drops them', async () => {
    const things = await subject.things({ _id: 'a' });
    await uniqueOn(things, 'n');
    await uniqueOn(things, 'n');
    const indexes = await things.listIndexes().toArray();
    expect(indexes.map(({ name }) => String(name)).sort()).toEqual(['_id_', 'by_n']);
    expect(indexes.find(({ name }) => name === 'by_n')).toMatchObject({ key: { n: 1 }, unique: true });
    await things.dropIndex('by_n');
    await things.insertMany([
      { _id: 'b', n: 1 },
      { _id: 'c', n: 1 },
    ]);
    expect(await refusalOf(things.dropIndex('by_n'))).toMatchObject({ code: 27 });
  });
};

const describeCollections = (subject: Subject): void => {
  it('renames a collection with its documents and indexes, in place of another when told to', async () => {
    const [from, target] = [await subject.things({ _id: 'a', n: 1 }), await subject.things({ _id: 'old' })];
    await uniqueOn(from, 'n');
    expect(await refusalOf(from.rename(target.collectionName))).toMatchObject({ code: 48 });
    await from.rename(target.collectionName, { dropTarget: true });
    expect(await target.find().toArray()).toEqual([{ _id: 'a', n: 1 }]);
    expect(await refusalOf(target.insertOne({ _id: 'b', n: 1 }))).toMatchObject({ code: 11000 });
    expect(await namesIn(subject)).not.toContain(from.collectionName);
  });

  it('drops a collection, and finds nothing in one that is not there', async () => {
    const things = await subject.things({ _id: 'a' });
    expect(await namesIn(subject)).toContain(things.collectionName);
    await things.drop();
    expect(await namesIn(subject)).not.toContain(things.collectionName);
    expect(await things.find().toArray()).toEqual([]);
    expect(await things.deleteMany({})).toMatchObject({ deletedCount: 0 });
  });

  it('keeps what a collection holds when it is created again, whether or not that is refused', async () => {
    const things = await subject.things();
    await subject.db.createCollection(things.collectionName);
    await things.insertOne({ _id: 'a' });
    const again = await subject.db.createCollection(things.collectionName).catch((refusal: unknown) => refusal);
    expect([48, undefined]).toContain((again as { code?: number }).code);
    expect(await things.countDocuments()).toBe(1);
  });

  it('does not know every command', async () => {
    expect(await refusalOf(subject.db.command({ fetchTheMoon: 1 }))).toMatchObject({ code: 59 });
    expect(await subject.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
};

export const describeCatalog = (subject: Subject): void => {
  describeIndexes(subject);
  describeCollections(subject);
};
