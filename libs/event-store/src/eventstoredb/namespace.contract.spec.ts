import { randomBytes } from 'node:crypto';
import { describeOnServer } from '#test/support/servers/index';
import { BEGINNING, NO_STREAM } from '../index.js';
import { describeEventStoreContract, testEvents } from '../testing/index.js';
import { EventStoreDbStore } from './index.js';

const newNamespace = (): string => `t${randomBytes(5).toString('hex')}`;

describeOnServer('eventstoredb', (url) => {
  describeEventStoreContract('EventStoreDbStore in a namespace', () => {
    const namespace = newNamespace();
    const opened: EventStoreDbStore[] = [];
    const open = (): EventStoreDbStore => {
      const store = new EventStoreDbStore(url, { namespace });
      opened.push(store);
      return store;
    };
    return Promise.resolve({
      store: open(),
      another: () => Promise.resolve(open()),
      reopen: async () => {
        for (const store of opened) await store.close();
        return open();
      },
      close: async () => {
        for (const store of opened) await store.close();
      },
    });
  });

  describe('two namespaces of one server', () => {
    let mine: EventStoreDbStore;
    let theirs: EventStoreDbStore;
    beforeAll(() => {
      mine = new EventStoreDbStore(url, { namespace: newNamespace() });
      theirs = new EventStoreDbStore(url, { namespace: newNamespace() });
    });
    afterAll(async () => {
      await mine.close();
      await theirs.close();
    });

    it('have streams of the same name that know nothing of each other', async () => {
      const events = testEvents(2);
      await theirs.append('space-acme', testEvents(3), NO_STREAM);
      expect(await mine.readLast('space-acme')).toBeNull();
      expect(await mine.head()).toBe(BEGINNING);
      const { position } = await mine.append('space-acme', events, NO_STREAM);
      await theirs.append('space-acme', testEvents(1), 2);
      expect(await mine.head()).toBe(position);
      expect((await mine.readAll(BEGINNING, 10)).map(({ id, stream }) => [id, stream])).toEqual(
        events.map(({ id }) => [id, 'space-acme']),
      );
      const stop = new AbortController();
      for await (const batch of mine.subscribe({ after: BEGINNING, signal: stop.signal })) {
        expect(batch.map(({ stream }) => stream)).toEqual(['space-acme', 'space-acme']);
        stop.abort();
      }
    });
  });
});
