import { CuttingProxy, describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
import { describeOnServer, freePort } from '#test/support/servers/index';
import { ChangedMeanwhile, openMongo, type Collection, type Mongo } from './index.js';

interface Counter {
  readonly _id: string;
  readonly count: number;
}

const counters = (mongo: Mongo): Collection<Counter> => mongo.database().collection<Counter>('counters');

/** Counts in a transaction, as whoever reads before writing has to. */
const countOn = (mongo: Mongo, id = 'a'): Promise<number> =>
  mongo.transaction(async (session) => {
    const { count } = (await counters(mongo).findOne({ _id: id }, { session })) ?? { count: 0 };
    const change = { $set: { count: count + 1 } };
    const { matchedCount } = await counters(mongo).updateOne({ _id: id, count }, change, { session });
    if (matchedCount === 0) throw new ChangedMeanwhile(id);
    return count + 1;
  });

describeOnMongo((url) => {
  describe('Mongo', () => {
    let place: MongoPlace;
    let mongo: Mongo;
    beforeEach(async () => {
      place = new MongoPlace(url());
      mongo = await place.open();
      await counters(mongo).insertOne({ _id: 'a', count: 0 });
    });
    afterEach(() => place.dispose());

    it('has a database and others beside it', () => {
      expect(mongo.database().databaseName).toBe(place.database);
      expect(mongo.database('vault').databaseName).toBe(`${place.database}_vault`);
    });

    it('writes all of a transaction or, when it throws, nothing', async () => {
      const failing = mongo.transaction(async (session) => {
        await counters(mongo).insertOne({ _id: 'b', count: 1 }, { session });
        await counters(mongo).updateOne({ _id: 'a' }, { $set: { count: 7 } }, { session });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await counters(mongo).find().toArray()).toEqual([{ _id: 'a', count: 0 }]);
    });

    it('does a transaction again that met another', async () => {
      const other = await place.open();
      const counted = await Promise.all(Array.from({ length: 20 }, (_, n) => countOn(n % 2 ? mongo : other)));
      expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(await counters(mongo).findOne({ _id: 'a' })).toEqual({ _id: 'a', count: 20 });
    });

    it('makes a collection once, whoever asks', async () => {
      const other = await place.open();
      await Promise.all([mongo, other, mongo].map((each) => each.createCollection('made', 'sandbox')));
      const names = await mongo.database('sandbox').listCollections({}, { nameOnly: true }).toArray();
      expect(names.map(({ name }) => name)).toEqual(['made']);
    });

    it('may be closed twice', async () => {
      const other = await place.open();
      await other.close();
      await other.close();
      await expect(countOn(other)).rejects.toThrow();
    });
  });
});

describeOnStandIn((standIn) => {
  describe('Mongo when something fails', () => {
    let place: MongoPlace;
    let mongo: Mongo;
    beforeEach(async () => {
      place = new MongoPlace(standIn().url);
      mongo = await place.open();
      await counters(mongo).insertOne({ _id: 'a', count: 0 });
    });
    afterEach(() => place.dispose());

    it('commits once when the answer to the commit is lost', async () => {
      standIn().cutAfterCommit();
      expect(await countOn(mongo)).toBe(1);
      expect(await counters(mongo).findOne({ _id: 'a' })).toEqual({ _id: 'a', count: 1 });
    });

    it.each([['update'], ['commitTransaction']])('goes on after a primary that stepped down at %s', async (command) => {
      standIn().failNext(command, 10_107);
      expect(await countOn(mongo)).toBe(1);
    });

    it('goes on after the server was away for a moment', async () => {
      await standIn().kill();
      const counting = countOn(mongo);
      await standIn().restart();
      expect(await counting).toBe(1);
    });

    it('gives up in the end', async () => {
      const impatient = await place.open(100);
      for (let n = 0; n < 300; n += 1) standIn().failNext('update', 112, ['TransientTransactionError']);
      await expect(countOn(impatient)).rejects.toMatchObject({ code: 112 });
    });

    it('keeps its promises whatever the URL says', async () => {
      const opened = await openMongo(
        `${standIn().url}&w=0&journal=false&readConcernLevel=local&readPreference=nearest`,
      );
      const books = opened.database().collection('books');
      expect(books.readConcern).toMatchObject({ level: 'majority' });
      expect(books.writeConcern).toMatchObject({ w: 'majority', j: true });
      expect(books.readPreference).toMatchObject({ mode: 'primary' });
      await opened.close();
    });

    it('takes the name of the database from the URL, unless it is told', async () => {
      const opened = await openMongo(standIn().url.replace('/quittance', '/books%20of%20acme'));
      expect(opened.name).toBe('books of acme');
      await opened.close();
      const plain = await openMongo(standIn().url.replace('/quittance', '/'));
      expect(plain.name).toBe('quittance');
      await plain.close();
    });

    it('says what to do with a server that has no transactions', async () => {
      standIn().failNext('find', 20);
      await expect(openMongo(standIn().url)).rejects.toThrow('start it as a replica set, even of one');
    });

    it('finds the members of a replica set by itself', async () => {
      const opened = await openMongo(standIn().replicaSetUrl);
      await opened.close();
      expect(opened.hosts).toBe(`127.0.0.1:${standIn().port}`);
    });
  });
});

describe('a server that is not there', () => {
  it('is named without the password', async () => {
    const port = await freePort();
    const url = `mongodb://ann:secret@127.0.0.1:${port}/?serverSelectionTimeoutMS=100`;
    const failure = await openMongo(url, { repeatForMs: 0 }).catch(String);
    expect(failure).toContain(`Cannot use MongoDB at 127.0.0.1:${port}`);
    expect(failure).not.toContain('secret');
  });
});

describeOnServer('mongodb', (url) => {
  let proxy: CuttingProxy;
  let place: MongoPlace;
  beforeEach(async () => {
    proxy = await CuttingProxy.start(url);
    place = new MongoPlace(proxy.url);
  });
  afterEach(async () => {
    await place.dispose();
    await proxy.stop();
  });

  it('says what was committed when the answer to the commit is lost', async () => {
    const mongo = await place.open();
    await counters(mongo).insertOne({ _id: 'a', count: 0 });
    proxy.cutAfter('commitTransaction');
    const counted = await countOn(mongo);

    expect(proxy.cuts).toBe(1);
    // A server that forgot what it committed has the work done again, which is why work has to know itself again.
    expect(await counters(mongo).findOne({ _id: 'a' })).toEqual({ _id: 'a', count: counted });
  });
});
