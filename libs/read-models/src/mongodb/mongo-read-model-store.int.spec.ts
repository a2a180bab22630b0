import { BEGINNING } from '#event-store';
import type { Mongo } from '#platform/mongodb';
import { CuttingProxy, describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
import { describeOnServer } from '#test/support/servers/index';
import { CheckpointConflict, type DocumentWrite } from '../port/read-model-store.js';
import { at } from '../testing/read-models.fixture.js';
import { MongoReadModelStore } from './index.js';

const INVOICES = 'invoices_v3';
const LONG = 'too_long_for_the_name_of_a_namespace_'.repeat(8);

const invoice = (id: string, date = id): DocumentWrite => ({
  collection: INVOICES,
  id,
  document: { number: id },
  keys: { date },
});

const commitTo = (store: MongoReadModelStore, from: number, writes: readonly DocumentWrite[]): Promise<void> =>
  store.commit({ projection: 'p', after: from === 0 ? BEGINNING : at(from), position: at(from + 1), writes });

const ids = async (store: MongoReadModelStore): Promise<string[]> =>
  (await store.list({ collection: INVOICES, key: 'date', limit: 100_000 })).map(({ id }) => id);

/** A reset as far as it comes before its process ends: nothing of the collections is emptied yet. */
const beginReset = (mongo: Mongo): Promise<unknown> =>
  mongo
    .database()
    .collection<{ _id: string }>('read_model_checkpoints')
    .updateOne({ _id: 'p' }, { $set: { position: BEGINNING, epoch: 'reset', emptying: [INVOICES] } });

describeOnMongo((url) => {
  describe('MongoReadModelStore', () => {
    let place: MongoPlace;
    let mongo: Mongo;
    let store: MongoReadModelStore;
    beforeEach(async () => {
      place = new MongoPlace(url());
      mongo = await place.open();
      store = new MongoReadModelStore(mongo);
    });
    afterEach(() => place.dispose());

    it('names what it keeps so that an operator finds it, and lists along an index', async () => {
      await commitTo(store, 0, [invoice('a')]);
      const names = await mongo.database().listCollections({}, { nameOnly: true }).toArray();
      expect(names.map(({ name }) => name).sort()).toEqual(['read_model.invoices_v3', 'read_model_checkpoints']);
      const indexes = await mongo.database().collection('read_model.invoices_v3').indexes();
      expect(indexes.map(({ key }) => key)).toContainEqual({ key_date: 1, _id: 1 });
    });

    it('begins again, with its indexes, when somebody has dropped the database', async () => {
      await commitTo(store, 0, [invoice('a')]);
      await mongo.database().dropDatabase();
      await expect(commitTo(store, 1, [invoice('b')])).rejects.toThrow(CheckpointConflict);
      expect(await store.checkpoint('p')).toBe(BEGINNING);
      await commitTo(store, 0, [invoice('a')]);
      expect(await ids(store)).toEqual(['a']);
      const indexes = await mongo.database().collection('read_model.invoices_v3').indexes();
      expect(indexes.map(({ key }) => key)).toContainEqual({ key_date: 1, _id: 1 });
    });

    it.each(['', '.', 'system.users', '$cmd', 'a.b', 'a%2Eb', 'é', '😀', LONG, LONG.toUpperCase()])(
      'keeps a collection and a key called %j',
      async (name) => {
        const write = { collection: name, id: 'a', document: { name }, keys: { [name]: '1', [`${name}.`]: '2' } };
        await commitTo(store, 0, [write]);
        const row = { id: 'a', document: { name } };
        expect(await store.list({ collection: name, key: name, limit: 1 })).toEqual([{ ...row, key: '1' }]);
        expect(await store.list({ collection: name, key: `${name}.`, limit: 1 })).toEqual([{ ...row, key: '2' }]);
        expect(await store.get(`${name}.`, 'a')).toBeNull();
        await store.reset('p', [name]);
        expect(await store.get(name, 'a')).toBeNull();
      },
    );

    it('lists nothing when nothing is asked for', async () => {
      await commitTo(store, 0, [invoice('a')]);
      expect(await store.list({ collection: INVOICES, key: 'date', limit: 0 })).toEqual([]);
    });

    it('empties more than one step of a reset takes', async () => {
      const many = Array.from({ length: 11_000 }, (_, n) => invoice(String(n)));
      await commitTo(store, 0, many);
      expect(await ids(store)).toHaveLength(11_000);
      await store.reset('p', [INVOICES]);
      expect(await ids(store)).toEqual([]);
    });

    it('finishes a reset that was cut short before anything is built again', async () => {
      await commitTo(store, 0, [invoice('a')]);
      await beginReset(mongo);
      const other = new MongoReadModelStore(await place.open());
      await expect(commitTo(store, 1, [invoice('b')])).rejects.toBeInstanceOf(CheckpointConflict);
      await expect(commitTo(store, 0, [invoice('b')])).rejects.toBeInstanceOf(CheckpointConflict);

      expect(await other.checkpoint('p')).toBe(BEGINNING);
      expect(await ids(other)).toEqual([]);
      await commitTo(other, 0, [invoice('c')]);
      expect(await ids(store)).toEqual(['c']);
    });

    it('takes nothing away that was built again, however many reset at once', async () => {
      await commitTo(
        store,
        0,
        Array.from({ length: 300 }, (_, n) => invoice(String(n))),
      );
      const stores = [store, new MongoReadModelStore(await place.open()), new MongoReadModelStore(await place.open())];
      await Promise.all(stores.map((each) => each.reset('p', [INVOICES])));
      expect(await ids(store)).toEqual([]);

      expect(await store.checkpoint('p')).toBe(BEGINNING);
      await commitTo(store, 0, [invoice('a')]);
      expect(await Promise.all(stores.map((each) => each.checkpoint('p')))).toEqual([at(1), at(1), at(1)]);
      expect(await ids(store)).toEqual(['a']);
    });

    it('refuses what was read before a reset, even from the same position', async () => {
      await commitTo(store, 0, [invoice('a')]);
      expect(await store.checkpoint('p')).toBe(at(1));
      const other = new MongoReadModelStore(await place.open());
      await other.reset('p', [INVOICES]);
      await commitTo(other, 0, [invoice('b')]);

      await expect(commitTo(store, 1, [invoice('c')])).rejects.toBeInstanceOf(CheckpointConflict);
      expect(await ids(other)).toEqual(['b']);
      expect(await store.checkpoint('p')).toBe(at(1));
      await commitTo(store, 1, [invoice('c')]);
      expect(await ids(other)).toEqual(['b', 'c']);
    });
  });
});

describeOnStandIn((standIn) => {
  describe('MongoReadModelStore when something fails', () => {
    let place: MongoPlace;
    let store: MongoReadModelStore;
    beforeEach(async () => {
      place = new MongoPlace(standIn().url);
      store = new MongoReadModelStore(await place.open());
      await commitTo(store, 0, [invoice('a')]);
    });
    afterEach(() => place.dispose());

    const expectOnce = async (committed: Promise<void>): Promise<void> => {
      await committed;
      expect(await store.checkpoint('p')).toBe(at(2));
      expect(await ids(store)).toEqual(['a', 'b']);
    };

    it('finds that a commit was done whose answer was lost', async () => {
      standIn().cutAfterCommit('commitTransaction');
      await expectOnce(commitTo(store, 1, [invoice('b')]));
    });

    it('finds it also on a server that has forgotten the transaction', async () => {
      standIn().cutAfterCommit('commitTransaction');
      standIn().failNext('commitTransaction', 251, ['TransientTransactionError']);
      await expectOnce(commitTo(store, 1, [invoice('b')]));
    });

    it.each([['update'], ['commitTransaction']])(
      'tries again on the next primary after one stepped down at %s',
      async (command) => {
        standIn().failNext(command, 10_107);
        await expectOnce(commitTo(store, 1, [invoice('b')]));
      },
    );

    it('hears of a conflict when another projector went on from a commit whose answer was lost', async () => {
      const other = new MongoReadModelStore(await place.open());
      let session = '';
      let tries = 0;
      const sessionOf = (command: object): string => JSON.stringify((command as { readonly lsid?: unknown }).lsid);
      standIn().cutAfterCommit((name, command) => {
        if (name === 'commitTransaction') session = sessionOf(command);
        return session !== '';
      });
      standIn().failNext((name, command) => name === 'commitTransaction' && sessionOf(command) === session, 251);
      standIn().delayNext(1_000, (name, command) => {
        if (name === 'update' && JSON.stringify(command).includes(at(1))) tries += 1;
        return tries === 2;
      });
      const committed = commitTo(store, 1, [invoice('b')]).catch((error: unknown) => error);
      while ((await other.checkpoint('p')) === at(1));
      await commitTo(other, 2, [invoice('c')]);

      expect(await committed).toBeInstanceOf(CheckpointConflict);
      expect(await ids(store)).toEqual(['a', 'b', 'c']);
    });

    it('makes a collection again whose making had no answer', async () => {
      standIn().cutAfterCommit('create');
      standIn().cutAfterCommit('createIndexes');
      await commitTo(store, 1, [{ collection: 'spaces_v1', id: 's', document: {}, keys: { name: 's' } }]);
      expect(await store.get('spaces_v1', 's')).toEqual({});
    });
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

  it('finds that a commit was done whose answer was lost', async () => {
    const store = new MongoReadModelStore(await place.open());
    await commitTo(store, 0, [invoice('a')]);
    proxy.cutAfter('commitTransaction');
    await commitTo(store, 1, [invoice('b')]);

    expect(proxy.cuts).toBe(1);
    expect(await store.checkpoint('p')).toBe(at(2));
    expect(await ids(store)).toEqual(['a', 'b']);
  });
});
