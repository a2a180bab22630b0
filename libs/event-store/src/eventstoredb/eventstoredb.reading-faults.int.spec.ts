import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { EventStoreStandIn, UNAVAILABLE, UNKNOWN } from '#test/support/eventstore/index';
import { BEGINNING, NO_STREAM } from '../index.js';
import { numbersOf, readEverything, testEvents } from '../testing/index.js';
import { PAGE_SIZE } from './event-reader.js';
import { EventStoreDbStore } from './index.js';
import { IMPATIENT } from './testing/impatient.js';

const numbersTo = (end: number) => Array.from({ length: end }, (_, n) => n);

describe('Reading from an EventStoreDB that fails', () => {
  let standIn: EventStoreStandIn;
  let store: EventStoreDbStore;
  beforeEach(async () => {
    standIn = await EventStoreStandIn.start();
    store = new EventStoreDbStore(standIn.url, IMPATIENT);
  });
  afterEach(async () => {
    await store.close();
    standIn.kill();
  });

  const reads: [string, () => Promise<number[]>][] = [
    ['a stream', async () => numbersOf(await store.readStream('stream'))],
    ['everything', async () => numbersOf(await store.readAll(BEGINNING, 100))],
  ];
  const faults: [string, () => void][] = [
    ['falls silent before its first event', () => standIn.faults.silenceNextRead()],
    ['falls silent in the middle', () => standIn.faults.silenceNextRead(2)],
    ['breaks before its first event', () => standIn.faults.failNextRead(UNAVAILABLE)],
    ['breaks in the middle', () => standIn.faults.failNextRead(UNKNOWN, 2)],
  ];

  describe.each(reads)('reading %s', (_, read) => {
    it.each(faults)('returns every event once when a read %s', async (_fault, fail) => {
      await store.append('stream', testEvents(5), NO_STREAM);
      fail();
      fail();
      expect(await read()).toStrictEqual(numbersTo(5));
    });

    it('goes on when all connections break', async () => {
      await store.append('stream', testEvents(5), NO_STREAM);
      standIn.faults.silenceNextRead(3);
      const reading = read();
      await new Promise((resolve) => setTimeout(resolve, 50));
      standIn.cutConnections();
      expect(await reading).toStrictEqual(numbersTo(5));
    });
  });

  it('does not take a stream for empty because a read of it ends too early', async () => {
    await store.append('stream', testEvents(2), NO_STREAM);
    standIn.faults.endNextRead();
    expect(await store.readLast('stream')).toMatchObject({ revision: 1 });
    standIn.faults.endNextRead();
    expect(await store.readStream('stream')).toHaveLength(2);
  });

  it('reads long streams page by page', async () => {
    const patient = new EventStoreDbStore(standIn.url);
    const count = 2 * PAGE_SIZE + 100;
    await patient.append('stream', testEvents(count), NO_STREAM);
    expect(numbersOf(await patient.readStream('stream'))).toStrictEqual(numbersTo(count));
    expect(standIn.calls.read).toBe(3);
    expect(numbersOf(await patient.readAll(BEGINNING, count))).toStrictEqual(numbersTo(count));
    expect(await patient.readStream('stream', { maxCount: PAGE_SIZE })).toHaveLength(PAGE_SIZE);
    await patient.close();
  });

  describe('among events that are not ours', () => {
    beforeEach(async () => {
      standIn.writeSystemEvents(40);
      await store.append('stream', testEvents(2), NO_STREAM);
      standIn.writeSystemEvents(40);
      await store.append('stream', testEvents(2, 2), 1);
      standIn.writeSystemEvents(2 * PAGE_SIZE);
    });

    it('shows our own, in pages that are full', async () => {
      expect(numbersOf(await store.readAll(BEGINNING, 3))).toStrictEqual([0, 1, 2]);
      expect(numbersOf(await readEverything(store, BEGINNING, 3))).toStrictEqual(numbersTo(4));
    });

    it('has its head at our last event, and looks for it once only', async () => {
      const last = await store.readLast('stream');
      const before = standIn.calls.read;
      expect(await store.head()).toBe(last?.position);
      const first = standIn.calls.read - before;
      standIn.writeSystemEvents(2);
      expect(await store.head()).toBe(last?.position);
      expect([first > 2, standIn.calls.read - before - first]).toStrictEqual([true, 1]);
    });

    it('passes over what another program wrote, but not in a stream of ours', async () => {
      const client = EventStoreDBClient.connectionString(standIn.url);
      const foreign = jsonEvent({ type: 'Foreign', data: { n: 9 } });
      await client.appendToStream('foreign', [foreign], { expectedRevision: 'no_stream' });
      expect(numbersOf(await readEverything(store, BEGINNING))).toStrictEqual(numbersTo(4));
      await client.appendToStream('stream', [foreign], { expectedRevision: 3n });
      await expect(store.readStream('stream')).rejects.toThrow('Event 4 of stream was not written by Quittance');
      await client.dispose();
    });
  });

  it('finds an empty store at its beginning', async () => {
    expect(await store.head()).toBe(BEGINNING);
    expect(await store.readAll(BEGINNING, 10)).toStrictEqual([]);
  });

  it('orders events of one commit position, as old servers give them, and goes on between them', async () => {
    const old = await EventStoreStandIn.start({ sharesCommits: true });
    const reader = new EventStoreDbStore(old.url, IMPATIENT);
    const { position } = await reader.append('stream', testEvents(12), NO_STREAM);
    const events = await reader.readAll(BEGINNING, 100);
    const positions = events.map((event) => event.position);
    expect([positions, positions.at(-1)]).toStrictEqual([positions.toSorted(), position]);
    expect(new Set(positions.map((each) => each.slice(0, 20))).size).toBe(1);
    expect(numbersOf(await readEverything(reader, positions[4]!, 2))).toStrictEqual([5, 6, 7, 8, 9, 10, 11]);
    await reader.close();
    old.kill();
  });
});
