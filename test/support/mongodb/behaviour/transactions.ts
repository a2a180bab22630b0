import { refusalOf, type Subject } from './subject.js';

const TRANSIENT = 'TransientTransactionError';

const describeIsolation = (subject: Subject): void => {
  it('shows its writes to itself at once, and to others when it commits', async () => {
    const things = await subject.things({ _id: 'a', n: 1 });
    await subject.inTransaction(async (session) => {
      await things.updateOne({ _id: 'a' }, { $set: { n: 2 } }, { session });
      await things.insertOne({ _id: 'b' }, { session });
      expect(await things.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([{ _id: 'a', n: 2 }, { _id: 'b' }]);
      expect(await things.countDocuments({}, { session })).toBe(2);
      expect(await things.find().toArray()).toEqual([{ _id: 'a', n: 1 }]);
      await session.commitTransaction();
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 'a', n: 2 }, { _id: 'b' }]);
  });

  it('leaves nothing behind when it aborts, in any collection', async () => {
    const [things, others] = [await subject.things({ _id: 'a' }), await subject.things({ _id: 'x' })];
    await subject.inTransaction(async (session) => {
      await things.deleteOne({ _id: 'a' }, { session });
      await others.insertOne({ _id: 'y' }, { session });
      expect(await things.findOne({ _id: 'a' }, { session })).toBeNull();
      await session.abortTransaction();
    });
    expect(await things.countDocuments()).toBe(1);
    expect(await others.countDocuments()).toBe(1);
  });

  it('reads the state of its beginning to its end', async () => {
    const things = await subject.things({ _id: 'a', n: 1 });
    await subject.inTransaction(async (session) => {
      expect(await things.findOne({ _id: 'a' }, { session })).toEqual({ _id: 'a', n: 1 });
      await things.updateOne({ _id: 'a' }, { $set: { n: 2 } });
      await things.insertOne({ _id: 'b' });
      expect(await things.find({}, { session }).toArray()).toEqual([{ _id: 'a', n: 1 }]);
    });
  });

  it('commits again when it is asked to again', async () => {
    const things = await subject.things({ _id: 'a' });
    await subject.inTransaction(async (session) => {
      await things.insertOne({ _id: 'b' }, { session });
      await session.commitTransaction();
      await session.commitTransaction();
    });
    expect(await things.countDocuments()).toBe(2);
  });

  it('runs with the callback of the driver, in sequence on one session', async () => {
    const things = await subject.things({ _id: 'a', n: 0 });
    await subject.client.withSession(async (session) => {
      for (const n of [1, 2, 3]) {
        await session.withTransaction(() => things.updateOne({ _id: 'a', n: n - 1 }, { $set: { n } }, { session }));
      }
    });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 3 });
  });
};

const describeConflicts = (subject: Subject): void => {
  it('refuses the second of two transactions that write one document', async () => {
    const things = await subject.things({ _id: 'a', n: 0 });
    await subject.inTransaction(async (first) => {
      await things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: first });
      await subject.inTransaction(async (second) => {
        const refusal = await refusalOf(things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: second }));
        expect(refusal).toMatchObject({ code: 112 });
        expect(refusal.hasErrorLabel(TRANSIENT)).toBe(true);
      });
      await first.commitTransaction();
    });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });

  it('refuses to write over what was committed after its beginning', async () => {
    const things = await subject.things({ _id: 'a', n: 0 });
    await subject.inTransaction(async (session) => {
      await things.findOne({ _id: 'a' }, { session });
      await things.updateOne({ _id: 'a' }, { $set: { n: 5 } });
      const refusal = await refusalOf(things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session }));
      expect(refusal).toMatchObject({ code: 112 });
      expect(refusal.hasErrorLabel(TRANSIENT)).toBe(true);
    });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 5 });
  });

  it('adds up what many transactions count, each tried again after a conflict', async () => {
    const things = await subject.things({ _id: 'a', n: 0 });
    const count = (): Promise<void> =>
      subject.client.withSession(async (session) => {
        await session.withTransaction(async () => {
          const found = await things.findOne({ _id: 'a' }, { session });
          await things.updateOne({ _id: 'a' }, { $set: { n: Number(found?.['n']) + 1 } }, { session });
        });
      });
    await Promise.all(Array.from({ length: 8 }, count));
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 8 });
  });

  it('makes a write outside transactions wait for the one that is in its way', async () => {
    const things = await subject.things({ _id: 'a', n: 0 });
    await subject.inTransaction(async (session) => {
      await things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      const outside = things.updateOne({ _id: 'a' }, { $inc: { n: 10 } });
      await session.commitTransaction();
      await outside;
    });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 11 });
  });
};

const describeKeys = (subject: Subject): void => {
  it('holds unique indexes within a transaction, which a duplicate ends', async () => {
    const things = await subject.things({ _id: 'a', email: 'ada' });
    await things.createIndexes([{ key: { email: 1 }, name: 'by_email', unique: true }]);
    await subject.inTransaction(async (session) => {
      await things.insertOne({ _id: 'b', email: 'bob' }, { session });
      const again = things.insertOne({ _id: 'c', email: 'bob' }, { session });
      expect(await refusalOf(again)).toMatchObject({ code: 11000 });
      const afterwards = await refusalOf(things.insertOne({ _id: 'd', email: 'dan' }, { session }));
      expect(afterwards).toMatchObject({ code: 251 });
    });
    expect(await things.countDocuments()).toBe(1);
  });

  it('moves a key from one document to another within a transaction', async () => {
    const things = await subject.things({ _id: 'a', email: 'ada' }, { _id: 'b', email: 'bob' });
    await things.createIndexes([{ key: { email: 1 }, name: 'by_email', unique: true }]);
    await subject.inTransaction(async (session) => {
      await things.updateOne({ _id: 'a' }, { $set: { email: 'eve' } }, { session });
      await things.updateOne({ _id: 'b' }, { $set: { email: 'ada' } }, { session });
      await session.commitTransaction();
    });
    expect(await things.findOne({ email: 'ada' })).toEqual({ _id: 'b', email: 'ada' });
    expect(await refusalOf(things.insertOne({ _id: 'c', email: 'ada' }))).toMatchObject({ code: 11000 });
    await things.insertOne({ _id: 'd', email: 'bob' });
  });

  it('lets one of two transactions take a key', async () => {
    const things = await subject.things({ _id: 'x', email: 'eve' });
    await things.createIndexes([{ key: { email: 1 }, name: 'by_email', unique: true }]);
    await subject.inTransaction(async (first) => {
      await things.insertOne({ _id: 'a', email: 'ada' }, { session: first });
      await subject.inTransaction(async (second) => {
        const refusal = await refusalOf(things.insertOne({ _id: 'b', email: 'ada' }, { session: second }));
        expect([112, 11000]).toContain(refusal.code);
      });
      await first.commitTransaction();
    });
    expect(await things.countDocuments({ email: 'ada' })).toBe(1);
  });
};

export const describeTransactions = (subject: Subject): void => {
  describeIsolation(subject);
  describeConflicts(subject);
  describeKeys(subject);
};
