import { type Document } from 'mongodb';
import { refusalOf, type Subject } from './subject.js';

const describeInserts = (subject: Subject): void => {
  it('refuses a second document with the same id', async () => {
    const things = await subject.things({ _id: 'a', n: 1 });
    const refusal = await refusalOf(things.insertOne({ _id: 'a', n: 2 }));
    expect(refusal).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 'a' } });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });

  it('stops an ordered list at its first error and goes on after one in an unordered list', async () => {
    const things = await subject.things({ _id: 'b' });
    const documents = [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }];
    expect(await refusalOf(things.insertMany(documents))).toMatchObject({ code: 11000, insertedCount: 1 });
    await things.deleteOne({ _id: 'a' });
    const unordered = await refusalOf(things.insertMany(documents, { ordered: false }));
    expect(unordered).toMatchObject({ code: 11000, insertedCount: 2 });
    expect(await things.countDocuments()).toBe(3);
  });
};

const describeOperators = (subject: Subject): void => {
  it('applies $set, $unset, $inc, $max and $min, also to nested fields', async () => {
    const things = await subject.things({ _id: 'a', gone: 1, n: 5, high: 5, low: 5, nested: { kept: 1 } });
    const change = {
      $set: { 'nested.added': 2 },
      $unset: { gone: '' },
      $inc: { n: 2, counted: 1 },
      $max: { high: 7, never: 1 },
      $min: { low: 6 },
    } as const;
    expect(await things.updateOne({ _id: 'a' }, change)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    const after = { n: 7, high: 7, low: 5, never: 1, counted: 1, nested: { kept: 1, added: 2 } };
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', ...after });
  });

  it('compares strings in $max and $min by their bytes', async () => {
    const things = await subject.things({ _id: 'a', high: '\uffff', low: '\u{1f600}' });
    await things.updateOne({ _id: 'a' }, { $max: { high: '\u{1f600}' }, $min: { low: '\uffff' } });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', high: '\u{1f600}', low: '\uffff' });
  });

  it('applies $push, $addToSet and $pull', async () => {
    const things = await subject.things({ _id: 'a', pushed: [1], set: ['x'], pulled: [1, 2, 3] });
    const change = { $push: { pushed: 2 }, $addToSet: { set: 'x' }, $pull: { pulled: { $gte: 2 } } } as object;
    await things.updateOne({ _id: 'a' }, change);
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', pushed: [1, 2], set: ['x'], pulled: [1] });
  });

  it('refuses an operator that does not fit what is there', async () => {
    const things = await subject.things({ _id: 'a', n: null, word: 'x' });
    const refused = async (change: Document): Promise<unknown> => (await refusalOf(things.updateOne({}, change))).code;
    expect(await refused({ $inc: { n: 1 } })).toBe(14);
    expect(await refused({ $inc: { word: 1 } })).toBe(14);
    expect(await refused({ $set: { 'word.length': 1 } })).toBe(28);
    expect(await refused({ $push: { word: 1 } })).toBe(2);
    expect(await refused({ $wish: { word: 1 } })).toBe(9);
    expect(await things.findOne()).toEqual({ _id: 'a', n: null, word: 'x' });
  });

  it('counts a match that changes nothing as not modified', async () => {
    const things = await subject.things({ _id: 'a', n: 1 });
    const result = await things.updateOne({ _id: 'a' }, { $set: { n: 1 } });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  });

  it('updates all that match when asked to', async () => {
    const things = await subject.things({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c', n: 2 });
    const result = await things.updateMany({ n: 1 }, { $set: { seen: true } });
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(await things.countDocuments({ seen: true })).toBe(2);
  });

  it('refuses to change an id, and to change one path twice', async () => {
    const things = await subject.things({ _id: 'a' });
    expect(await refusalOf(things.updateOne({ _id: 'a' }, { $set: { _id: 'b' } }))).toMatchObject({ code: 66 });
    const twice = things.updateOne({ _id: 'a' }, { $set: { n: 1 }, $inc: { n: 1 } });
    expect(await refusalOf(twice)).toMatchObject({ code: 40 });
    const nowhere = things.updateOne({ _id: 'b' }, { $set: { n: 1 }, $unset: { 'n.m': '' } });
    expect(await refusalOf(nowhere)).toMatchObject({ code: 40 });
  });
};

const describeGuards = (subject: Subject): void => {
  it('changes a document only at the revision that the filter names', async () => {
    const things = await subject.things({ _id: 'a', revision: 1 });
    const advance = () => things.updateOne({ _id: 'a', revision: 1 }, { $set: { revision: 2 } });
    expect(await advance()).toMatchObject({ matchedCount: 1 });
    expect(await advance()).toMatchObject({ matchedCount: 0 });
  });

  it('lets one of many guarded updates at a time through', async () => {
    const things = await subject.things({ _id: 'a', revision: 1 });
    const attempts = Array.from({ length: 10 }, (_, n) =>
      things.updateOne({ _id: 'a', revision: 1 }, { $set: { revision: 2, winner: n } }),
    );
    const results = await Promise.all(attempts);
    expect(results.map(({ matchedCount }) => matchedCount).filter((count) => count === 1)).toHaveLength(1);
  });

  it('inserts one document in a race of upserts', async () => {
    const things = await subject.things();
    const attempts = Array.from({ length: 10 }, (_, n) =>
      things.updateOne({ _id: 'a' }, { $setOnInsert: { first: n }, $max: { last: n } }, { upsert: true }),
    );
    const results = await Promise.all(attempts);
    expect(results.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(1);
    expect(await things.find().toArray()).toMatchObject([{ _id: 'a', last: 9 }]);
  });

  it('refuses an upsert whose guard does not hold, since the id is taken', async () => {
    const things = await subject.things({ _id: 'a', revision: 2 });
    const upsert = things.updateOne({ _id: 'a', revision: 1 }, { $set: { revision: 2 } }, { upsert: true });
    expect(await refusalOf(upsert)).toMatchObject({ code: 11000 });
  });
};

const describeUpserts = (subject: Subject): void => {
  it('takes the fields of an upserted document from its filter and its change', async () => {
    const things = await subject.things();
    const change = { $set: { b: 2 }, $setOnInsert: { c: 3 } };
    const result = await things.updateOne({ _id: 'a', a: 1, d: { $gt: 1 } }, change, { upsert: true });
    expect(result).toMatchObject({ upsertedId: 'a', upsertedCount: 1, matchedCount: 0 });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', a: 1, b: 2, c: 3 });
    await things.updateOne({ _id: 'a' }, { $setOnInsert: { c: 4 }, $set: { b: 5 } }, { upsert: true });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', a: 1, b: 5, c: 3 });
  });

  it('replaces a document but for its id, and inserts one where there is none', async () => {
    const things = await subject.things({ _id: 'a', n: 1, gone: true });
    await things.replaceOne({ _id: 'a' }, { n: 2 });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    await things.replaceOne({ _id: 'b' }, { n: 3 }, { upsert: true });
    expect(await things.findOne({ _id: 'b' })).toEqual({ _id: 'b', n: 3 });
  });

  it('finds and changes in one step, and answers with the document before or after', async () => {
    const things = await subject.things({ _id: 'a', n: 1 }, { _id: 'b', n: 2 });
    const before = await things.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } });
    expect(before).toEqual({ _id: 'b', n: 2 });
    const after = await things.findOneAndUpdate({ _id: 'b' }, { $inc: { n: 1 } }, { returnDocument: 'after' });
    expect(after).toEqual({ _id: 'b', n: 13 });
    const options = { upsert: true, returnDocument: 'after' } as const;
    expect(await things.findOneAndUpdate({ _id: 'c' }, { $set: { n: 3 } }, options)).toEqual({ _id: 'c', n: 3 });
    expect(await things.findOneAndDelete({ _id: 'c' })).toEqual({ _id: 'c', n: 3 });
    expect(await things.findOneAndDelete({ _id: 'c' })).toBeNull();
  });
};

const describeBulks = (subject: Subject): void => {
  it('writes in bulk, and says which statement failed', async () => {
    const things = await subject.things({ _id: 'a', n: 1 }, { _id: 'b', n: 1 });
    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 'c' } } },
      { updateOne: { filter: { _id: 'a' }, update: { $set: { n: 2 } } } },
      { updateOne: { filter: { _id: 'd' }, update: { $set: { n: 4 } }, upsert: true } },
      { deleteOne: { filter: { _id: 'b' } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
    const failing = things.bulkWrite(
      [{ insertOne: { document: { _id: 'a' } } }, { insertOne: { document: { _id: 'e' } } }],
      { ordered: false },
    );
    expect(await refusalOf(failing)).toMatchObject({ code: 11000, writeErrors: [{ index: 0 }] });
    expect(await things.countDocuments()).toBe(4);
  });

  it('deletes one or all that match', async () => {
    const things = await subject.things({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c', n: 1 });
    expect(await things.deleteOne({ n: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await things.deleteMany({ n: 1 })).toMatchObject({ deletedCount: 2 });
  });
};

export const describeWrites = (subject: Subject): void => {
  describeInserts(subject);
  describeOperators(subject);
  describeGuards(subject);
  describeUpserts(subject);
  describeBulks(subject);
};
