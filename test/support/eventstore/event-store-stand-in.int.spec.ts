import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { describeOnServer } from '../servers/index.js';
import { EventStoreStandIn } from './index.js';

const newEvents = (count: number) =>
  Array.from({ length: count }, (_, n) => jsonEvent({ id: randomUUID(), type: 'Numbered', data: { n } }));

/** What EventStoreDB does with an append that it may have seen: the adapter is made for exactly this. */
const describeRepetitions = (url: () => string): void => {
  let client: EventStoreDBClient;
  let stream: string;
  beforeEach(() => {
    client = EventStoreDBClient.connectionString(url());
    stream = `repetition-${randomUUID()}`;
  });
  afterEach(() => client.dispose());

  // With credentials of its own an append takes the other of the client's two ways.
  describe.each([
    ['a call that many appends share', {}],
    ['a call of its own', { credentials: { username: 'any', password: 'any' } }],
  ])('an append by %s', (_, way) => {
    const append = (events: ReturnType<typeof newEvents>, expectedRevision: bigint | typeof NO_STREAM = NO_STREAM) =>
      client.appendToStream(stream, events, { expectedRevision, ...way });
    const countStored = async () => {
      let count = 0;
      for await (const { event } of client.readStream(stream)) count += event ? 1 : 0;
      return count;
    };

    it('is answered again as it was the first time', async () => {
      const events = newEvents(3);
      const first = await append(events);
      await append(newEvents(2), 2n);
      expect(await append(events)).toStrictEqual(first);
      expect(await countStored()).toBe(5);
    });

    it('is taken for a repetition although it is shorter, or the end of one', async () => {
      const events = newEvents(3);
      await append(events);
      expect(await append(events.slice(0, 2))).toMatchObject({ nextExpectedRevision: 1n });
      expect(await append(events.slice(1), 0n)).toMatchObject({ nextExpectedRevision: 2n });
      expect(await countStored()).toBe(3);
    });

    it('is refused when it is longer, other, or elsewhere', async () => {
      const events = newEvents(3);
      await append(events);
      const others = [
        append([...events, ...newEvents(1)]),
        append(newEvents(3)),
        append(events, 0n),
        append(events, 7n),
      ];
      for (const other of await Promise.allSettled(others)) {
        const reason = expect.any(WrongExpectedVersionError) as unknown;
        expect(other).toMatchObject({ status: 'rejected', reason });
      }
      await expect(append(newEvents(1))).rejects.toMatchObject({ actualVersion: 2n });
      expect(await countStored()).toBe(3);
    });

    it('is refused where there is no stream but one is expected', async () => {
      await expect(append(newEvents(1), 0n)).rejects.toMatchObject({ actualVersion: 'no_stream' });
    });
  });
};

describe('A stand-in for EventStoreDB', () => {
  let standIn: EventStoreStandIn;
  beforeAll(async () => {
    standIn = await EventStoreStandIn.start();
  });
  afterAll(() => standIn.kill());
  describeRepetitions(() => standIn.url);
});

describeOnServer('eventstoredb', (url) => describeRepetitions(() => url));
