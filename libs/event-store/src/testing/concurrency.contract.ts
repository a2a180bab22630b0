import fc from 'fast-check';
import { NO_STREAM, WrongExpectedRevision, type EventStore } from '../index.js';
import type { ContractSubject } from './contract-subject.js';
import { idsOf, newStream, numbersOf, readEverything, testEvent, testEvents } from './test-events.js';

const PROPERTY_RUNS = 50;

/** What a command handler does: read the stream, append after its last event, begin again when another was faster. */
const appendUntilDone = async (store: EventStore, stream: string, n: number): Promise<void> => {
  const event = testEvent(n);
  for (;;) {
    const last = await store.readLast(stream);
    try {
      await store.append(stream, [event], last?.revision ?? NO_STREAM);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
};

const streamOf = fc.integer({ min: 0, max: 2 });
const appends = fc.array(
  fc.record({
    stream: streamOf,
    count: fc.integer({ min: 1, max: 4 }),
    expectedRevision: fc.integer({ min: NO_STREAM, max: 6 }),
  }),
  { minLength: 1, maxLength: 25 },
);

export const describeConcurrency = (subject: ContractSubject): void => {
  const store = () => subject.store();

  describe('many writers at once', () => {
    let stream: string;
    beforeEach(() => (stream = newStream()));

    it('lets exactly one of many win', async () => {
      const batches = Array.from({ length: 20 }, (_, n) => testEvents(2, n * 2));
      const outcomes = await Promise.allSettled(batches.map((events) => store().append(stream, events, NO_STREAM)));
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(lost).toHaveLength(19);
      expect(lost.every((reason) => reason instanceof WrongExpectedRevision)).toBe(true);
      const winner = batches[outcomes.findIndex(({ status }) => status === 'fulfilled')]!;
      expect(idsOf(await store().readStream(stream))).toStrictEqual(idsOf(winner));
    });

    it('lets one of two instances win each time they race', async () => {
      const instances = [store(), await subject.another()];
      for (let revision = NO_STREAM; revision < 20; revision += 1) {
        const race = instances.map((instance) => instance.append(stream, testEvents(1, revision + 1), revision));
        const outcomes = await Promise.allSettled(race);
        expect(outcomes.map(({ status }) => status).toSorted()).toStrictEqual(['fulfilled', 'rejected']);
      }
      expect(numbersOf(await store().readStream(stream))).toStrictEqual(Array.from({ length: 21 }, (_, n) => n));
    });

    it('loses nothing when the losers of two instances try again', async () => {
      const instances = [store(), await subject.another()];
      const writers = Array.from({ length: 20 }, (_, n) => appendUntilDone(instances[n % 2]!, stream, n));
      await Promise.all(writers);
      const events = await store().readStream(stream);
      expect(events.map(({ revision }) => revision)).toStrictEqual(writers.map((_, revision) => revision));
      expect(numbersOf(events).toSorted((a, b) => a - b)).toStrictEqual(writers.map((_, n) => n));
    });

    it('answers the same batch from two instances with one result', async () => {
      const events = testEvents(3);
      const instances = [store(), await subject.another()];
      const results = await Promise.all(instances.map((instance) => instance.append(stream, events, NO_STREAM)));
      expect(results[0]).toStrictEqual(results[1]);
      expect(idsOf(await store().readStream(stream))).toStrictEqual(idsOf(events));
    });

    it('leaves every stream without gaps, and everything as an interleaving of the streams', async () => {
      const property = fc.asyncProperty(appends, async (planned) => {
        const start = await store().head();
        const streams = [newStream(), newStream(), newStream()];
        const outcomes = await Promise.allSettled(
          planned.map(({ stream: index, count, expectedRevision }) =>
            store().append(streams[index]!, testEvents(count), expectedRevision),
          ),
        );
        const written = planned.filter((_, index) => outcomes[index]?.status === 'fulfilled');
        const everything = await readEverything(store(), start, 7);
        expect(everything).toHaveLength(written.reduce((sum, { count }) => sum + count, 0));
        for (const name of streams) {
          const events = await store().readStream(name);
          expect(events.map(({ revision }) => revision)).toStrictEqual(events.map((_, revision) => revision));
          expect(everything.filter((event) => event.stream === name)).toStrictEqual(events);
        }
        const refused = outcomes.flatMap((outcome) =>
          outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
        );
        expect(refused.every((reason) => reason instanceof WrongExpectedRevision)).toBe(true);
      });
      await fc.assert(property, { numRuns: PROPERTY_RUNS });
    });
  });
};
