import { MongoClient, type MongoClientOptions } from 'mongodb';
import { refusalOf, type Things, type Thing } from './behaviour/subject.js';
import { MongoStandIn } from './index.js';

describe('the faults of the stand-in', () => {
  let standIn: MongoStandIn;
  const clients: MongoClient[] = [];

  /** A client of its own, which the test need not close. */
  const connected = async (options: MongoClientOptions = {}, url = standIn.url): Promise<MongoClient> => {
    const client = await new MongoClient(url, { serverSelectionTimeoutMS: 5_000, ...options }).connect();
    clients.push(client);
    return client;
  };

  const thingsOf = (client: MongoClient): Things => client.db().collection<Thing>('things');

  beforeEach(async () => {
    standIn = await MongoStandIn.start();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await standIn.stop();
  });

  it('keeps what is committed, and nothing else, when it is killed', async () => {
    const client = await connected();
    const things = thingsOf(client);
    await things.insertOne({ _id: 'committed' });
    const session = client.startSession();
    session.startTransaction();
    await things.insertOne({ _id: 'open' }, { session });
    await standIn.restart();
    const refusal = await refusalOf(things.insertOne({ _id: 'later' }, { session }));
    expect(refusal.hasErrorLabel('TransientTransactionError')).toBe(true);
    expect(await things.find().toArray()).toEqual([{ _id: 'committed' }]);
    await session.endSession();
  });

  it('is not there while it is killed, and is found again on the same address', async () => {
    const things = thingsOf(await connected({ serverSelectionTimeoutMS: 300 }));
    await things.insertOne({ _id: 'a' });
    await standIn.kill();
    expect((await refusalOf(things.findOne())).name).toBe('MongoServerSelectionError');
    await standIn.restart();
    expect(await thingsOf(await connected()).findOne()).toEqual({ _id: 'a' });
  });

  it('does not apply a write that still waits when it is killed', async () => {
    const things = thingsOf(await connected({ retryWrites: false }));
    standIn.delayNext(200, 'insert');
    const write = refusalOf(things.insertOne({ _id: 'a' }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await standIn.restart();
    await write;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await thingsOf(await connected()).countDocuments()).toBe(0);
  });

  it('applies a write whose answer is lost, and answers its retry without applying it twice', async () => {
    const things = thingsOf(await connected());
    standIn.cutAfterCommit();
    await things.insertOne({ _id: 'a', n: 0 });
    standIn.cutAfterCommit('update');
    expect(await things.updateOne({ _id: 'a' }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 });
    expect(await things.find().toArray()).toEqual([{ _id: 'a', n: 1 }]);
  });

  it('leaves a client that does not retry in doubt about a lost answer', async () => {
    const things = thingsOf(await connected({ retryWrites: false }));
    standIn.cutAfterCommit();
    expect((await refusalOf(things.insertOne({ _id: 'a' }))).name).toBe('MongoNetworkError');
    expect(await things.countDocuments()).toBe(1);
  });

  it('commits once when the answer to a commit is lost', async () => {
    const client = await connected();
    const things = thingsOf(client);
    await things.insertOne({ _id: 'a', n: 0 });
    standIn.cutAfterCommit('commitTransaction');
    let runs = 0;
    await client.withSession((session) =>
      session.withTransaction(async () => {
        runs += 1;
        await things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      }),
    );
    expect(runs).toBe(1);
    expect(await things.findOne()).toEqual({ _id: 'a', n: 1 });
  });

  it('lets a command wait', async () => {
    const things = thingsOf(await connected());
    standIn.delayNext(150, 'find');
    const begin = performance.now();
    await things.findOne();
    expect(performance.now() - begin).toBeGreaterThanOrEqual(145);
  });

  it.each(['url', 'replicaSetUrl'] as const)('steps down for a write, by %s', async (kind) => {
    const retrying = thingsOf(await connected({}, standIn[kind]));
    standIn.stepDown();
    expect(await retrying.insertOne({ _id: 'a' })).toMatchObject({ insertedId: 'a' });
    const strict = thingsOf(await connected({ retryWrites: false }, standIn[kind]));
    standIn.stepDown();
    expect(await refusalOf(strict.insertOne({ _id: 'b' }))).toMatchObject({ code: 10107 });
    await strict.insertOne({ _id: 'c' });
    expect(await strict.countDocuments()).toBe(2);
  });

  it('runs a transaction again that a step-down or a refusal on demand has ended', async () => {
    const client = await connected();
    const things = thingsOf(client);
    await things.insertOne({ _id: 'a', n: 0 });
    const bump = () =>
      client.withSession((session) =>
        session.withTransaction(() => things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session })),
      );
    standIn.stepDown();
    await bump();
    standIn.failNext('update', 112, ['TransientTransactionError']);
    await bump();
    standIn.failNext('commitTransaction', 112, ['TransientTransactionError']);
    await bump();
    expect(await things.findOne()).toEqual({ _id: 'a', n: 3 });
  });

  it('refuses one command on demand, and not the next', async () => {
    const things = thingsOf(await connected());
    standIn.failNext('find', 2);
    expect(await refusalOf(things.findOne())).toMatchObject({ code: 2, codeName: 'BadValue' });
    expect(await things.findOne()).toBeNull();
  });

  it('ends a transaction that is left open for too long, so that others need not wait for ever', async () => {
    await standIn.stop();
    standIn = await MongoStandIn.start(0, { transactionLifetimeMs: 100 });
    const client = await connected();
    const things = thingsOf(client);
    const session = client.startSession();
    session.startTransaction();
    await things.insertOne({ _id: 'a', by: 'the transaction' }, { session });
    await things.insertOne({ _id: 'a', by: 'another' });
    expect(await refusalOf(session.commitTransaction())).toMatchObject({ code: 251 });
    expect(await things.findOne()).toEqual({ _id: 'a', by: 'another' });
    await session.endSession();
  });
});
