import { BEGINNING, chain, isChained, NO_STREAM, type Position, type RecordedEvent } from '../index.js';
import type { ContractSubject } from './contract-subject.js';
import { idsOf, newStream, numbersOf, readEverything, TEST_METADATA, testEvent, testEvents } from './test-events.js';

export const describeReading = (subject: ContractSubject): void => {
  const store = () => subject.store();

  describe('reading a stream', () => {
    let stream: string;
    beforeEach(async () => {
      stream = newStream();
      await store().append(stream, testEvents(3), NO_STREAM);
      await store().append(stream, testEvents(4, 3), 2);
    });

    it('finds a stream without events empty', async () => {
      expect(await store().readStream(newStream())).toStrictEqual([]);
      expect(await store().readLast(newStream())).toBeNull();
    });

    it('returns its events in order and no others', async () => {
      await store().append(`${stream}-2`, testEvents(1, 90), NO_STREAM);
      const events = await store().readStream(stream);
      expect(numbersOf(events)).toStrictEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(events.every((event) => event.stream === stream)).toBe(true);
    });

    it.each([
      [{ fromRevision: 0, maxCount: 3 }, [0, 1, 2]],
      [{ fromRevision: 3, maxCount: 3 }, [3, 4, 5]],
      [{ fromRevision: 6, maxCount: 3 }, [6]],
      [{ fromRevision: 7, maxCount: 3 }, []],
      [{ fromRevision: 5 }, [5, 6]],
      [{ maxCount: 1 }, [0]],
    ])('reads the page %j', async (options, expected) => {
      const page = await store().readStream(stream, options);
      expect(numbersOf(page)).toStrictEqual(expected);
      expect(page.map(({ revision }) => revision)).toStrictEqual(expected);
    });

    it('reads the last event', async () => {
      expect(await store().readLast(stream)).toStrictEqual((await store().readStream(stream)).at(-1));
    });
  });

  describe('reading everything', () => {
    let start: Position;
    let appended: string[];
    const [first, second] = [newStream(), newStream()];
    beforeAll(async () => {
      start = await store().head();
      const batches = [testEvents(2), testEvents(3), testEvents(1, 2), testEvents(1, 3)];
      await store().append(first, batches[0]!, NO_STREAM);
      await store().append(second, batches[1]!, NO_STREAM);
      await store().append(first, batches[2]!, 1);
      await store().append(second, batches[3]!, 2);
      appended = idsOf(batches.flat());
    });

    it('returns the events of all streams in the order in which they were appended', async () => {
      expect(idsOf(await readEverything(store(), start))).toStrictEqual(appended);
    });

    it('returns the same events in pages, the position asked for excluded', async () => {
      expect(idsOf(await readEverything(store(), start, 2))).toStrictEqual(appended);
      expect(await store().readAll(start, 3)).toHaveLength(3);
    });

    it('finds the same events there as in their streams', async () => {
      const everything = await readEverything(store(), start);
      const streams = [...(await store().readStream(first)), ...(await store().readStream(second))];
      expect(everything).toStrictEqual(streams.toSorted((a, b) => (a.position < b.position ? -1 : 1)));
    });

    it('gives positions that are greater strings the later the event', async () => {
      await store().append(newStream(), testEvents(120), NO_STREAM);
      const positions = (await readEverything(store(), BEGINNING)).map(({ position }) => position);
      expect(positions.every((position, index) => position > (positions[index - 1] ?? BEGINNING))).toBe(true);
    });

    it.each([0, -1, 1.5, Number.NaN])('refuses to read %d events', async (count) => {
      await expect(store().readAll(BEGINNING, count)).rejects.toBeInstanceOf(RangeError);
      await expect(store().readStream(first, { maxCount: count })).rejects.toBeInstanceOf(RangeError);
    });

    it.each(['5', '000', 'x'.repeat(20)])('refuses %s as a position', async (text) => {
      const after = text as Position;
      await expect(store().readAll(after, 1)).rejects.toThrow('is no position of this event store');
      const subscription = store().subscribe({ after, signal: new AbortController().signal })[Symbol.asyncIterator]();
      await expect(subscription.next()).rejects.toThrow('is no position of this event store');
    });

    it('has its head at the last event, and nothing after it', async () => {
      const { position } = await store().append(newStream(), testEvents(2), NO_STREAM);
      expect(await store().head()).toBe(position);
      expect(await store().readAll(position, 10)).toStrictEqual([]);
    });
  });

  describe('the hash chain', () => {
    const unchained = (n: number) => {
      const { hash: _hash, previousHash: _previousHash, ...metadata } = TEST_METADATA;
      return { ...testEvent(n, { data: { n, name: 'Žofie', lines: [{ b: 1, a: '2' }] } }), metadata };
    };

    it('proves after a round trip that nothing was changed, and shows what was', async () => {
      const stream = newStream();
      const events = chain(stream, [unchained(0), unchained(1)], '');
      await store().append(stream, events, NO_STREAM);
      const [first, second] = (await store().readStream(stream)) as [RecordedEvent, RecordedEvent];
      expect([isChained(first, ''), isChained(second, first.metadata.hash)]).toStrictEqual([true, true]);
      expect(isChained({ ...second, data: { ...second.data, n: 2 } }, first.metadata.hash)).toBe(false);
      expect(isChained(second, '')).toBe(false);
    });
  });
};
