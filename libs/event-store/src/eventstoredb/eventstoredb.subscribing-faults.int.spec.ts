import { EventStoreStandIn, UNAVAILABLE } from '#test/support/eventstore/index';
import { BEGINNING, NO_STREAM, type Position, type RecordedEvent } from '../index.js';
import { collect, numbersOf, testEvent, testEvents } from '../testing/index.js';
import { EventStoreDbStore } from './index.js';
import { IMPATIENT } from './testing/impatient.js';

const numbersTo = (end: number) => Array.from({ length: end }, (_, n) => n);

describe('Subscribing to an EventStoreDB that fails', () => {
  let standIn: EventStoreStandIn;
  let store: EventStoreDbStore;
  let failures: string[];
  let stop: AbortController;
  beforeEach(async () => {
    standIn = await EventStoreStandIn.start();
    failures = [];
    const onError = (error: unknown) => failures.push((error as Error).name);
    store = new EventStoreDbStore(standIn.url, { ...IMPATIENT, onError });
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await store.close();
    standIn.kill();
  });

  const subscribe = (after: Position = BEGINNING, batchSize = 100) =>
    store.subscribe({ after, signal: stop.signal, batchSize })[Symbol.asyncIterator]() as AsyncIterator<
      RecordedEvent[]
    >;
  const next = async (subscription: AsyncIterator<RecordedEvent[]>) => numbersOf((await subscription.next()).value);
  const waitUntil = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  const breaks: [string, () => Promise<void> | void][] = [
    ['the server ends it as if it were complete', () => standIn.endSubscriptions()],
    ['the server cancels it', () => standIn.failSubscriptions()],
    ['the server is unavailable', () => standIn.failSubscriptions(UNAVAILABLE)],
    ['the leader changes', () => standIn.failOver()],
    ['all connections break', () => standIn.cutConnections()],
    [
      'the server is killed and started again',
      async () => {
        standIn.kill();
        await new Promise((resolve) => setTimeout(resolve, 100));
        await standIn.restart();
      },
    ],
  ];

  it.each(breaks)('misses nothing and repeats nothing when %s', async (_, breakIt) => {
    const collecting = collect(store, { after: BEGINNING, count: 60, streams: ['stream'], batchSize: 7 });
    for (let n = 0; n < 60; n += 1) {
      await store.append('stream', testEvents(1, n), n - 1);
      if (n % 20 === 10) await breakIt();
    }
    expect(numbersOf((await collecting).flat())).toStrictEqual(numbersTo(60));
    expect(failures).not.toHaveLength(0);
  });

  it('takes the end that the server gives for a drop', async () => {
    const subscription = subscribe();
    await store.append('stream', testEvents(1), NO_STREAM);
    expect(await next(subscription)).toStrictEqual([0]);
    const waiting = next(subscription);
    standIn.endSubscriptions();
    await waitUntil(() => standIn.calls.subscribe === 2);
    await store.append('stream', testEvents(1, 1), 0);
    expect(await waiting).toStrictEqual([1]);
    expect(failures).toStrictEqual(['SubscriptionDropped']);
  });

  it('goes on from what was handled, not from the checkpoints that run ahead of it', async () => {
    standIn.writeSystemEvents(100);
    await store.append('stream', testEvents(5), NO_STREAM);
    standIn.writeSystemEvents(100);
    const subscription = subscribe(BEGINNING, 1);
    expect(await next(subscription)).toStrictEqual([0]);
    standIn.endSubscriptions();
    standIn.writeSystemEvents(100);
    const handled: number[] = [];
    while (handled.length < 4) handled.push(...(await next(subscription)));
    expect(handled).toStrictEqual([1, 2, 3, 4]);
  });

  it('begins again when it hears nothing although there are new events', async () => {
    const subscription = subscribe();
    await store.append('stream', testEvents(1), NO_STREAM);
    expect(await next(subscription)).toStrictEqual([0]);
    standIn.silenceSubscriptions();
    await store.append('stream', testEvents(1, 1), 0);
    expect(await next(subscription)).toStrictEqual([1]);
    expect(failures).toStrictEqual(['SubscriptionSilent']);
  });

  it('stays as it is when there is nothing to hear, whatever the system writes for itself', async () => {
    await store.append('stream', testEvents(1), NO_STREAM);
    const subscription = subscribe();
    expect(await next(subscription)).toStrictEqual([0]);
    const waiting = next(subscription);
    const reads = standIn.calls.read;
    await waitUntil(() => {
      standIn.writeSystemEvents(1);
      return standIn.calls.read >= reads + 4;
    });
    expect([failures, standIn.calls.subscribe]).toStrictEqual([[], 1]);
    await store.append('stream', testEvents(1, 1), 0);
    expect(await waiting).toStrictEqual([1]);
  });

  it('waits for a server that is not there yet', async () => {
    standIn.kill();
    const waiting = next(subscribe());
    await waitUntil(() => failures.length > 2);
    await standIn.restart();
    await store.append('stream', testEvents(1), NO_STREAM);
    expect(await waiting).toStrictEqual([0]);
  });

  it('lets the server wait for a slow subscriber instead of taking in what it cannot handle', async () => {
    const large = (n: number) => testEvent(n, { data: { n, text: 'x'.repeat(2_000) } });
    for (let n = 0; n < 3_000; n += 100) {
      await store.append(
        'stream',
        numbersTo(100).map((m) => large(n + m)),
        n - 1,
      );
    }
    const subscription = subscribe(BEGINNING, 10);
    const handled = await next(subscription);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(Math.max(...standIn.subscriptionsAt)).toBeLessThan(1_000);
    while (handled.length < 3_000) handled.push(...(await next(subscription)));
    expect(handled).toStrictEqual(numbersTo(3_000));
    expect(failures).toStrictEqual([]);
  });

  describe('ending', () => {
    it('leaves nothing open on the server when it is aborted between two batches', async () => {
      await store.append('stream', testEvents(3), NO_STREAM);
      const subscription = subscribe(BEGINNING, 1);
      expect(await next(subscription)).toStrictEqual([0]);
      stop.abort();
      await waitUntil(() => standIn.subscriptionsAt.length === 0);
      expect(await subscription.next()).toStrictEqual({ done: true, value: undefined });
      expect(standIn.calls.subscribe).toBe(1);
    });

    it('leaves nothing open on the server when its consumer leaves the loop', async () => {
      await store.append('stream', testEvents(3), NO_STREAM);
      for await (const batch of store.subscribe({ after: BEGINNING, signal: stop.signal })) {
        expect(batch).not.toHaveLength(0);
        break;
      }
      await waitUntil(() => standIn.subscriptionsAt.length === 0);
      expect(failures).toStrictEqual([]);
    });

    it('ends while it waits for a server that is not there', async () => {
      standIn.kill();
      const waiting = subscribe().next();
      await waitUntil(() => failures.length > 0);
      stop.abort();
      expect(await waiting).toStrictEqual({ done: true, value: undefined });
    });

    it('ends with an error when the store is closed under it', async () => {
      const waiting = subscribe().next();
      await waitUntil(() => standIn.subscriptionsAt.length === 1);
      await store.close();
      await expect(waiting).rejects.toThrow('The event store is closed');
      await expect(subscribe().next()).rejects.toThrow('The event store is closed');
    });
  });
});
