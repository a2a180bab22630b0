import { setTimeout as sleep } from 'node:timers/promises';
import {
  CANCELLED,
  EventStoreStandIn,
  INTERNAL,
  NOT_SAID,
  TIMED_OUT,
  UNAVAILABLE,
  UNKNOWN,
} from '#test/support/eventstore/index';
import { BEGINNING, NO_STREAM, WrongExpectedRevision, type AppendResult } from '../index.js';
import { idsOf, readEverything, testEvents } from '../testing/index.js';
import { EventStoreDbStore } from './index.js';
import { IMPATIENT } from './testing/impatient.js';

const FAULTS = 1_000;
const WRITERS = 6;
const SEED = 20_261_124;

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Fault = (standIn: EventStoreStandIn) => Promise<void> | void;

const FAILURES = [UNAVAILABLE, UNKNOWN, TIMED_OUT, NOT_SAID, CANCELLED, INTERNAL];

/** Each as often as it is named; the last are rare, for they hit everyone. */
const everyFault = (): readonly (readonly [number, Fault])[] => [
  [20, ({ faults }) => faults.loseNextAck()],
  [20, ({ faults }) => faults.loseNextAppend()],
  [20, ({ faults }) => faults.delayNextAck(120)],
  [20, ({ faults }) => faults.delayNextAppend(120)],
  ...FAILURES.flatMap((failure): [number, Fault][] => [
    [8, ({ faults }) => faults.failNextAppend(failure, { isWritten: true })],
    [8, ({ faults }) => faults.failNextAppend(failure, { isWritten: false })],
  ]),
  [10, ({ faults }) => faults.failNextRead(UNAVAILABLE, 1)],
  [4, ({ faults }) => faults.silenceNextRead(1)],
  [10, (standIn) => standIn.endSubscriptions()],
  [10, (standIn) => standIn.failSubscriptions()],
  [6, (standIn) => standIn.silenceSubscriptions()],
  [6, (standIn) => standIn.endAppends()],
  [6, (standIn) => standIn.failOver()],
  [6, (standIn) => standIn.cutConnections()],
  [4, (standIn) => standIn.restart()],
  [
    4,
    async (standIn) => {
      standIn.kill();
      await sleep(60);
      await standIn.restart();
    },
  ],
];

const chooseFrom = (random: () => number): (() => Fault) => {
  const choices = everyFault().flatMap(([weight, fault]) => Array.from({ length: weight }, () => fault));
  return () => choices[Math.floor(random() * choices.length)]!;
};

interface Acknowledged {
  readonly ids: readonly string[];
  readonly result: AppendResult;
}

describe('A thousand faults', () => {
  let standIn: EventStoreStandIn;
  let stores: EventStoreDbStore[];
  let stop: AbortController;
  let acknowledgements: number;
  beforeEach(async () => {
    stop = new AbortController();
    acknowledgements = 0;
    standIn = await EventStoreStandIn.start();
    stores = Array.from(
      { length: 3 },
      () => new EventStoreDbStore(standIn.url, { ...IMPATIENT, appendTimeoutMs: 100 }),
    );
  });
  afterEach(async () => {
    stop.abort();
    await Promise.all(stores.map((store) => store.close()));
    standIn.kill();
  });

  /** Appends to a stream of its own until it is told to stop, and notes what was acknowledged. */
  const appendAlone = async (store: EventStoreDbStore, stream: string, isOver: () => boolean) => {
    const acknowledged: Acknowledged[] = [];
    for (let revision = NO_STREAM, count = 1; !isOver(); count = (count % 3) + 1) {
      const events = testEvents(count, revision + 1);
      const result = await store.append(stream, events, revision);
      acknowledged.push({ ids: idsOf(events), result });
      acknowledgements += 1;
      revision = result.revision;
    }
    return acknowledged;
  };

  /** Appends to a stream that others append to as well, as a command handler does. */
  const appendWithOthers = async (store: EventStoreDbStore, stream: string, isOver: () => boolean) => {
    const acknowledged: Acknowledged[] = [];
    while (!isOver()) {
      const events = testEvents(2);
      const last = await store.readLast(stream);
      try {
        const result = await store.append(stream, events, last?.revision ?? NO_STREAM);
        acknowledged.push({ ids: idsOf(events), result });
        acknowledgements += 1;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
    return acknowledged;
  };

  /** Notes every event up to the one of the stream that nobody appends to but the test, at its end. */
  const follow = async (store: EventStoreDbStore) => {
    const seen: string[] = [];
    for await (const batch of store.subscribe({ after: BEGINNING, signal: stop.signal, batchSize: 20 })) {
      seen.push(...idsOf(batch));
      if (batch.at(-1)?.stream === 'end') break;
    }
    return seen;
  };

  /** So many faults that hardly an append goes well, but not so close together that none does. */
  const disturb = async (count: number) => {
    const choose = chooseFrom(randomFrom(SEED));
    for (let happened = 0; happened < count; happened += 1) {
      await choose()(standIn);
      while (standIn.faults.waiting > 4 || acknowledgements < happened / 2) await sleep(1);
    }
  };

  it('lose nothing that was acknowledged, double nothing, and hide nothing from a subscriber', async () => {
    const [first, second, third] = stores as [EventStoreDbStore, EventStoreDbStore, EventStoreDbStore];
    let isOver = false;
    const alone = Array.from({ length: WRITERS }, (_, n) =>
      appendAlone([first, second][n % 2]!, `alone-${n}`, () => isOver),
    );
    const together = [first, second].map((store) => appendWithOthers(store, 'shared', () => isOver));
    const following = follow(third);
    following.catch(() => undefined);

    await disturb(FAULTS);
    isOver = true;
    const acknowledged = await Promise.all(alone);
    const shared = (await Promise.all(together)).flat();

    const everything = await readEverything(third, BEGINNING, 500);
    const positions = new Map(everything.map(({ id, position }) => [id, position]));
    for (const [n, appends] of acknowledged.entries()) {
      const stored = everything.filter(({ stream }) => stream === `alone-${n}`);
      expect(idsOf(stored)).toStrictEqual(appends.flatMap(({ ids }) => ids));
      expect(appends.length).toBeGreaterThan(20);
    }
    const storedShared = idsOf(everything.filter(({ stream }) => stream === 'shared'));
    expect(storedShared.toSorted()).toStrictEqual(shared.flatMap(({ ids }) => ids).toSorted());
    for (const { ids, result } of [...acknowledged.flat(), ...shared]) {
      expect(positions.get(ids.at(-1)!)).toBe(result.position);
    }

    await third.append('end', testEvents(1), NO_STREAM);
    expect((await following).slice(0, -1)).toStrictEqual(idsOf(everything));
  });
});
