import { BEGINNING, NO_STREAM, type Position } from '../index.js';
import type { ContractSubject } from './contract-subject.js';
import { collect, idsOf, newStream, numbersOf, readEverything, testEvents } from './test-events.js';

const numbersFrom = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

export const describeSubscribing = (subject: ContractSubject): void => {
  const store = () => subject.store();

  /** Appends numbered events one after another, as a busy process does. */
  const appendOneByOne = async (stream: string, from: number, to: number) => {
    for (let n = from; n < to; n += 1) await store().append(stream, testEvents(1, n), n - 1);
  };

  describe('subscribing to what is there', () => {
    const stream = newStream();
    let start: Position;
    let middle: Position;
    beforeAll(async () => {
      start = await store().head();
      middle = (await store().append(stream, testEvents(10), NO_STREAM)).position;
      await store().append(stream, testEvents(15, 10), 9);
    });

    it('delivers every event of the store from the beginning, in order', async () => {
      const batches = await collect(store(), { after: BEGINNING, count: 25, streams: [stream] });
      expect(numbersOf(batches.flat())).toStrictEqual(numbersFrom(0, 25));
    });

    it('delivers what comes after a position in the middle, the position excluded', async () => {
      const batches = await collect(store(), { after: middle, count: 15, streams: [stream] });
      expect(batches.flat()).toStrictEqual((await store().readStream(stream)).slice(10));
    });

    it('delivers batches of one event at least and the batch size at most', async () => {
      const batches = await collect(store(), { after: start, count: 25, streams: [stream], batchSize: 4 });
      const sizes = batches.map((batch) => batch.length);
      expect([Math.min(...sizes) >= 1, Math.max(...sizes)]).toStrictEqual([true, 4]);
      expect(numbersOf(batches.flat())).toStrictEqual(numbersFrom(0, 25));
    });

    it('goes on after the last event that was processed, when it was stopped within a batch', async () => {
      const processed: number[] = [];
      let after = start;
      const handleThree = async () => {
        for await (const batch of store().subscribe({ after, signal: new AbortController().signal, batchSize: 5 })) {
          const handled = batch.slice(0, 3);
          processed.push(...numbersOf(handled));
          after = handled.at(-1)!.position;
          return;
        }
      };
      while (processed.length < 25) await handleThree();
      expect(processed).toStrictEqual(numbersFrom(0, 25));
    });
  });

  describe('subscribing to what comes', () => {
    let stream: string;
    let start: Position;
    let stop: AbortController;
    beforeEach(async () => {
      stream = newStream();
      start = await store().head();
      stop = new AbortController();
    });
    afterEach(() => stop.abort());

    const subscribe = (after = start, batchSize = 100) =>
      store().subscribe({ after, signal: stop.signal, batchSize })[Symbol.asyncIterator]();

    it('delivers nothing of before the head, and each new event as it is appended', async () => {
      const subscription = subscribe();
      for (const n of [0, 1, 2]) {
        const next = subscription.next();
        await store().append(stream, testEvents(1, n), n - 1);
        expect(numbersOf((await next).value)).toStrictEqual([n]);
      }
    });

    it('delivers what another instance appends', async () => {
      const other = await subject.another();
      const collecting = collect(store(), { after: start, count: 2, streams: [stream] });
      await other.append(stream, testEvents(2), NO_STREAM);
      expect((await collecting).flat()).toStrictEqual(await store().readStream(stream));
    });

    it('delivers every event once and in order while it catches up and others append', async () => {
      await store().append(stream, testEvents(200), NO_STREAM);
      const streams = [stream, newStream(), newStream()];
      const collecting = collect(store(), { after: start, count: 320, streams, batchSize: 7 });
      await Promise.all([
        appendOneByOne(stream, 200, 240),
        appendOneByOne(streams[1]!, 0, 40),
        appendOneByOne(streams[2]!, 0, 40),
      ]);
      expect(idsOf((await collecting).flat())).toStrictEqual(idsOf(await readEverything(store(), start)));
    });

    it('delivers everything to each of several subscribers', async () => {
      const wanted = { after: start, count: 30, streams: [stream] };
      const collecting = [1, 4, 100].map((batchSize) => collect(store(), { ...wanted, batchSize }));
      await appendOneByOne(stream, 0, 30);
      const all = await Promise.all(collecting);
      expect(all.map((batches) => numbersOf(batches.flat()))).toStrictEqual(all.map(() => numbersFrom(0, 30)));
    });

    it('keeps the batches of a slow subscriber small and forgets nothing for it', async () => {
      const subscription = subscribe(start, 10);
      const first = subscription.next();
      await appendOneByOne(stream, 0, 45);
      const delivered = numbersOf((await first).value);
      while (delivered.length < 45) {
        const { value } = await subscription.next();
        expect(value.length).toBeLessThanOrEqual(10);
        delivered.push(...numbersOf(value));
      }
      expect(delivered).toStrictEqual(numbersFrom(0, 45));
    });
  });

  describe('ending a subscription', () => {
    const subscribe = (after: Position, signal: AbortSignal) =>
      store().subscribe({ after, signal, batchSize: 1 })[Symbol.asyncIterator]();

    it('ends while it waits for an event', async () => {
      const stop = new AbortController();
      const subscription = subscribe(await store().head(), stop.signal);
      const arrived = subscription.next();
      await store().append(newStream(), testEvents(1), NO_STREAM);
      await arrived;
      const waiting = subscription.next();
      stop.abort();
      expect(await waiting).toStrictEqual({ done: true, value: undefined });
    });

    it('ends between two batches', async () => {
      const stop = new AbortController();
      const start = await store().head();
      await store().append(newStream(), testEvents(3), NO_STREAM);
      const subscription = subscribe(start, stop.signal);
      expect(await subscription.next()).toMatchObject({ done: false });
      stop.abort();
      expect(await subscription.next()).toStrictEqual({ done: true, value: undefined });
    });

    it('ends before its first event', async () => {
      const subscription = subscribe(BEGINNING, AbortSignal.abort());
      expect(await subscription.next()).toStrictEqual({ done: true, value: undefined });
    });
  });
};
