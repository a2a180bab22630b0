import { Binary, Long } from 'mongodb';
import { idsOf, refusalOf, type Subject } from './subject.js';

/** In the order of UTF-8 bytes. JavaScript would put the last two before U+FFFF: their surrogates are smaller. */
const BY_BYTES = ['A', 'a', 'ab', 'b', 'é', '\uffff', '\u{10000}', '\u{1f600}'];

const describeRanges = (subject: Subject): void => {
  it('orders strings by their bytes, and ranges with them', async () => {
    const things = await subject.things(...[...BY_BYTES].reverse().map((_id) => ({ _id })));
    expect(idsOf(await things.find().sort({ _id: 1 }).toArray())).toEqual(BY_BYTES);
    expect(idsOf(await things.find().sort({ _id: -1 }).toArray())).toEqual([...BY_BYTES].reverse());
    const above = things.find({ _id: { $gt: '\uffff' } }).sort({ _id: 1 });
    expect(idsOf(await above.toArray())).toEqual(['\u{10000}', '\u{1f600}']);
    const below = things.find({ _id: { $lte: 'b' } }).sort({ _id: 1 });
    expect(idsOf(await below.toArray())).toEqual(['A', 'a', 'ab', 'b']);
  });

  it('finds what begins with a prefix by a range', async () => {
    const things = await subject.things({ _id: 'a/1' }, { _id: 'a/2' }, { _id: 'a0' }, { _id: 'a' }, { _id: 'b/1' });
    const found = things.find({ _id: { $gte: 'a/', $lt: 'a0' } }).sort({ _id: 1 });
    expect(idsOf(await found.toArray())).toEqual(['a/1', 'a/2']);
    expect(await things.countDocuments({ _id: /^a\// })).toBe(2);
  });

  it('keeps types apart in a range, and treats null as missing', async () => {
    const things = await subject.things({ _id: 'a', n: 5 }, { _id: 'b', n: '5' }, { _id: 'c', n: null }, { _id: 'd' });
    expect(idsOf(await things.find({ n: { $gte: 1 } }).toArray())).toEqual(['a']);
    expect(idsOf(await things.find({ n: { $gte: '' } }).toArray())).toEqual(['b']);
    expect(idsOf(await things.find({ n: null }).sort({ _id: 1 }).toArray())).toEqual(['c', 'd']);
    expect(idsOf(await things.find({ n: { $exists: false } }).toArray())).toEqual(['d']);
    expect(
      idsOf(
        await things
          .find({ n: { $ne: null } })
          .sort({ _id: 1 })
          .toArray(),
      ),
    ).toEqual(['a', 'b']);
    const inOrder = things.find().sort({ n: 1, _id: 1 });
    expect(idsOf(await inOrder.toArray())).toEqual(['c', 'd', 'a', 'b']);
  });
};

const describeSorting = (subject: Subject): void => {
  it('sorts with ties by the next field, up and down', async () => {
    const things = await subject.things({ _id: 'a', n: 2 }, { _id: 'b', n: 1 }, { _id: 'c', n: 2 }, { _id: 'd', n: 1 });
    expect(idsOf(await things.find().sort({ n: 1, _id: 1 }).toArray())).toEqual(['b', 'd', 'a', 'c']);
    expect(idsOf(await things.find().sort({ n: 1, _id: -1 }).toArray())).toEqual(['d', 'b', 'c', 'a']);
    expect(idsOf(await things.find().sort({ n: -1, _id: 1 }).toArray())).toEqual(['a', 'c', 'b', 'd']);
  });

  it('takes a page, and shows the fields that are asked for', async () => {
    const things = await subject.things({ _id: 'a', n: 1, m: { x: 1, y: 2 } }, { _id: 'b', n: 2 }, { _id: 'c', n: 3 });
    const page = things
      .find({}, { hint: { _id: 1 } })
      .sort({ n: 1 })
      .skip(1)
      .limit(1);
    expect(idsOf(await page.toArray())).toEqual(['b']);
    expect(await things.findOne({ _id: 'a' }, { projection: { n: 1 } })).toEqual({ _id: 'a', n: 1 });
    expect(await things.findOne({ _id: 'a' }, { projection: { _id: 0, 'm.x': 1 } })).toEqual({ m: { x: 1 } });
    const without = await things.findOne({ _id: 'a' }, { projection: { 'm.x': 0, n: 0 } });
    expect(without).toEqual({ _id: 'a', m: { y: 2 } });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1, m: { x: 1, y: 2 } });
  });
};

const describeFilters = (subject: Subject): void => {
  it('matches elements of arrays, nested fields and combinations', async () => {
    const things = await subject.things(
      { _id: 'a', tags: ['x', 'y'], at: { city: 'Paris' }, lines: [{ n: 1 }, { n: 5 }] },
      { _id: 'b', tags: ['z'], at: { city: 'Rome' }, lines: [{ n: 2 }] },
    );
    const filters = [
      { tags: 'x' },
      { tags: { $in: ['x', 'w'] } },
      { 'at.city': 'Paris' },
      { at: { city: 'Paris' } },
      { 'lines.n': { $gt: 4 } },
      { lines: { $elemMatch: { n: 5 } } },
      { $or: [{ tags: 'y' }, { tags: 'w' }] },
      { $and: [{ tags: 'x' }, { tags: 'y' }] },
      { tags: { $nin: ['z'] } },
      { tags: { $not: { $eq: 'z' } } },
      { $nor: [{ _id: 'b' }] },
    ];
    for (const filter of filters) expect(idsOf(await things.find(filter).toArray())).toEqual(['a']);
  });

  it('sees what is missing in the documents of an array', async () => {
    const lines = [{ n: 1 }, { m: 2 }];
    const things = await subject.things({ _id: 'a', lines }, { _id: 'b', lines: [{ m: 1 }] }, { _id: 'c', lines: [] });
    expect(idsOf(await things.find({ 'lines.m': null }).toArray())).toEqual(['a']);
    expect(
      idsOf(
        await things
          .find({ 'lines.m': { $ne: 1 } })
          .sort({ _id: 1 })
          .toArray(),
      ),
    ).toEqual(['a', 'c']);
    expect(idsOf(await things.find({ 'lines.1.m': 2 }).toArray())).toEqual(['a']);
    expect(idsOf(await things.find({ lines: [] }).toArray())).toEqual(['c']);
  });

  it('finds each of a list of ids once', async () => {
    const things = await subject.things({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
    const found = things.find({ _id: { $in: ['c', 'a', 'a', 'x'] } }).sort({ _id: 1 });
    expect(idsOf(await found.toArray())).toEqual(['a', 'c']);
  });

  it('keeps dates, bytes and 64-bit integers what they are', async () => {
    const big = Long.fromString('9007199254740993');
    const document = { _id: 'a', at: new Date(1_700_000_000_000), bytes: new Binary(Buffer.from([1, 2, 255])), big };
    const things = await subject.things(document, { _id: 'b', big: Long.fromString('9007199254740992') });
    const found = await things.findOne({ big }, { promoteLongs: false });
    expect(found).toMatchObject({ _id: 'a', at: document.at, big });
    expect(Buffer.from((found!['bytes'] as Binary).value()).toString('hex')).toBe('0102ff');
    expect(await things.countDocuments({ at: { $lt: new Date(1_700_000_000_001) } })).toBe(1);
    await things.updateOne({ _id: 'a' }, { $inc: { big: Long.fromNumber(2) } });
    expect(await things.countDocuments({ big: Long.fromString('9007199254740995') })).toBe(1);
  });

  it('counts and groups', async () => {
    const things = await subject.things(
      { _id: 'a', n: 1, kind: 'x' },
      { _id: 'b', n: 2, kind: 'x' },
      { _id: 'c', n: 3 },
    );
    expect(await things.countDocuments({ n: { $gte: 2 } })).toBe(2);
    expect(await things.countDocuments({}, { skip: 1, limit: 1 })).toBe(1);
    expect(await things.estimatedDocumentCount()).toBe(3);
    expect(await things.distinct('kind')).toEqual(['x']);
    const pipeline = [{ $match: { kind: 'x' } }, { $group: { _id: '$kind', sum: { $sum: '$n' } } }];
    expect(await things.aggregate(pipeline).toArray()).toEqual([{ _id: 'x', sum: 3 }]);
    await things.updateMany({}, { $set: { n: Long.fromNumber(7) } });
    expect(await things.aggregate(pipeline).toArray()).toEqual([{ _id: 'x', sum: 14 }]);
    expect(await refusalOf(things.findOne({ n: { $wish: 1 } }))).toMatchObject({ code: 2 });
  });
};

const describeCursors = (subject: Subject): void => {
  it('hands out more than a thousand documents in batches, each once', async () => {
    const documents = Array.from({ length: 1_234 }, (_, n) => ({ _id: `t${String(n).padStart(5, '0')}`, n }));
    const things = await subject.things(...documents);
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual(documents);
    const inBatches = things.find().sort({ n: -1 }).batchSize(100);
    const seen: unknown[] = [];
    for await (const { n } of inBatches) seen.push(n);
    expect(seen).toEqual(documents.map(({ n }) => n).reverse());
  });

  it('lets go of a cursor that is closed early', async () => {
    const things = await subject.things(...Array.from({ length: 10 }, (_, n) => ({ _id: `t${n}` })));
    const cursor = things.find().batchSize(2);
    await cursor.next();
    const id = cursor.id!;
    await cursor.close();
    const more = subject.db.command({ getMore: id, collection: things.collectionName });
    expect(await refusalOf(more)).toMatchObject({ code: 43 });
  });
};

export const describeReads = (subject: Subject): void => {
  describeRanges(subject);
  describeSorting(subject);
  describeFilters(subject);
  describeCursors(subject);
};
