import { MongoClient } from 'mongodb';
import { MongoStandIn } from './index.js';

it('smokes', async () => {
  const s = await MongoStandIn.start();
  const c = await new MongoClient(s.url).connect();
  const a = c.db().collection<{ _id: string; [field: string]: unknown }>('a');
  await a.insertMany([
    { _id: 'x', n: 1 },
    { _id: '😀', n: 2 },
    { _id: '\uffff', n: 3 },
  ]);
  expect(
    await a
      .find({ _id: { $gte: 'x' } })
      .sort({ _id: -1 })
      .toArray(),
  ).toEqual([
    { _id: '😀', n: 2 },
    { _id: '\uffff', n: 3 },
    { _id: 'x', n: 1 },
  ]);
  await expect(a.insertOne({ _id: 'x' })).rejects.toMatchObject({ code: 11000, keyValue: { _id: 'x' } });
  expect(await a.updateOne({ _id: 'x' }, { $inc: { n: 10 }, $max: { m: 'a' }, $unset: { z: '' } })).toMatchObject({
    matchedCount: 1,
    modifiedCount: 1,
  });
  expect(
    await a.updateOne({ _id: 'y', n: 5 }, { $setOnInsert: { m: 1 }, $set: { k: 2 } }, { upsert: true }),
  ).toMatchObject({ upsertedId: 'y' });
  expect(await a.findOneAndUpdate({ _id: 'y' }, { $set: { k: 3 } }, { returnDocument: 'after' })).toEqual({
    _id: 'y',
    n: 5,
    m: 1,
    k: 3,
  });
  expect(await a.countDocuments({ n: { $gt: 1 } })).toBe(4);
  await a.createIndex({ n: 1 }, { unique: true }, {});
  await expect(a.insertOne({ _id: 'q', n: 5 })).rejects.toMatchObject({ code: 11000, keyPattern: { n: 1 } });
  await c.withSession((session) =>
    session.withTransaction(async () => {
      await a.insertOne({ _id: 't', n: 9 }, { session });
      expect(await a.findOne({ _id: 't' })).toBeNull();
      expect(await a.findOne({ _id: 't' }, { session })).not.toBeNull();
    }),
  );
  expect(await a.findOne({ _id: 't' })).not.toBeNull();
  await s.kill();
  await s.restart();
  expect(await a.findOne({ _id: 't' })).not.toBeNull();
  await c.close();
  const d = await new MongoClient(s.replicaSetUrl).connect();
  expect(await d.db().listCollections().toArray()).toHaveLength(1);
  await d.close();
  await s.stop();
});
