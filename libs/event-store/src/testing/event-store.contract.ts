import { BEGINNING, NO_STREAM, type EventStore } from '../index.js';
import { describeAppending } from './appending.contract.js';
import { describeConcurrency } from './concurrency.contract.js';
import type { ContractSubject } from './contract-subject.js';
import { describeReading } from './reading.contract.js';
import { describeSubscribing } from './subscribing.contract.js';
import { newStream, readEverything, testEvents } from './test-events.js';

export interface OpenedEventStore {
  readonly store: EventStore;
  /** Closes the store and opens again what it kept, as a restart does. */
  readonly reopen: () => Promise<EventStore>;
  /** A second instance on the same store, as another process has. */
  readonly another: () => Promise<EventStore>;
  /** Closes everything that was opened. */
  readonly close: () => Promise<void>;
}

/** Every adapter runs exactly these. The store may hold events of others; nobody else appends while it runs. */
export const describeEventStoreContract = (adapter: string, open: () => Promise<OpenedEventStore>): void => {
  describe(`${adapter} keeps the EventStore contract`, () => {
    let opened: OpenedEventStore;
    let store: EventStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    const subject: ContractSubject = {
      store: () => store,
      another: () => opened.another(),
      restart: async () => {
        store = await opened.reopen();
      },
    };
    describeAppending(subject);
    describeReading(subject);
    describeSubscribing(subject);
    describeConcurrency(subject);
    describeClosing(subject);
  });
};

const describeClosing = (subject: ContractSubject): void => {
  describe('closing', () => {
    it('keeps everything for the next start', async () => {
      const stream = newStream();
      const events = testEvents(3);
      const result = await subject.store().append(stream, events, NO_STREAM);
      const before = await readEverything(subject.store(), BEGINNING);
      await subject.restart();
      expect(await readEverything(subject.store(), BEGINNING)).toStrictEqual(before);
      expect(await subject.store().append(stream, events, NO_STREAM)).toStrictEqual(result);
      expect(await subject.store().append(stream, testEvents(1, 3), 2)).toMatchObject({ revision: 3 });
    });

    it('has written what waits, and refuses what comes later', async () => {
      const store = await subject.another();
      const stream = newStream();
      const waiting = store.append(stream, testEvents(2), NO_STREAM);
      await store.close();
      expect(await subject.store().readStream(stream)).toHaveLength(2);
      expect(await waiting).toMatchObject({ revision: 1 });
      const late = [
        store.append(stream, testEvents(1), 1),
        store.readStream(stream),
        store.readLast(stream),
        store.readAll(BEGINNING, 1),
        store.head(),
      ];
      for (const call of late) await expect(call).rejects.toThrow('closed');
    });

    it('can be done twice', async () => {
      const store = await subject.another();
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
};
