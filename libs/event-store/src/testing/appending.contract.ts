import { APPEND_BYTES_MAX, NO_STREAM, WrongExpectedRevision, type EventToAppend } from '../index.js';
import type { ContractSubject } from './contract-subject.js';
import { idsOf, newStream, numbersOf, TEST_METADATA, testEvent, testEvents } from './test-events.js';

export const describeAppending = (subject: ContractSubject): void => {
  const store = () => subject.store();
  const append = (stream: string, events: readonly EventToAppend[], expectedRevision: number) =>
    store().append(stream, events, expectedRevision);
  const numbers = async (stream: string) => numbersOf(await store().readStream(stream));

  describe('appending', () => {
    let stream: string;
    beforeEach(() => (stream = newStream()));

    it('numbers the events of a stream from 0 and answers with the place of the last', async () => {
      const first = await append(stream, testEvents(2), NO_STREAM);
      const second = await append(stream, testEvents(1, 2), 1);
      const events = await store().readStream(stream);
      expect(events.map(({ revision }) => revision)).toStrictEqual([0, 1, 2]);
      expect(first).toStrictEqual({ revision: 1, position: events[1]?.position });
      expect(second).toStrictEqual({ revision: 2, position: events[2]?.position });
    });

    it('returns an event as it was appended, with its place', async () => {
      const data = {
        customer: 'Žofie Ĝusta 株式会社 👩‍🚀 \u0000\u2028 \ud800 "quoted" \\',
        lines: [{ amount: '9007199254740993', seats: 3, prorated: false, note: null }, []],
        nested: { deep: { deeper: { deepest: -0.1 } } },
      };
      const event = testEvent(0, { type: 'SeatsChanged', version: 3, data });
      const { position, revision } = await append(stream, [event], NO_STREAM);
      expect(await store().readStream(stream)).toStrictEqual([{ ...event, stream, revision, position }]);
    });

    it('returns all metadata, the hash chain and the source position among it', async () => {
      const source = await append(newStream(), testEvents(1), NO_STREAM);
      const required = testEvent(0);
      const withSource = testEvent(1, { metadata: { ...TEST_METADATA, sourcePosition: source.position } });
      const withRequest = testEvent(2, { metadata: { ...TEST_METADATA, requestHash: 'c'.repeat(64) } });
      const withBoth = testEvent(3, { metadata: { ...withSource.metadata, ...withRequest.metadata } });
      const appended = [required, withSource, withRequest, withBoth];
      await append(stream, appended, NO_STREAM);
      const read = await store().readStream(stream);
      expect(read.map(({ metadata }) => metadata)).toStrictEqual(appended.map(({ metadata }) => metadata));
    });

    it('takes stream names and event types in any script', async () => {
      const name = `${stream}-Größe-株`;
      await append(name, [testEvent(0, { type: 'Größe株Changed' })], NO_STREAM);
      expect((await store().readStream(name))[0]).toMatchObject({ stream: name, type: 'Größe株Changed' });
    });

    it('is not changed by what the caller does to the events afterwards', async () => {
      const data = { n: 1 };
      const appending = append(stream, [testEvent(0, { data })], NO_STREAM);
      data.n = 2;
      await appending;
      expect(await numbers(stream)).toStrictEqual([1]);
    });

    it.each([
      ['too low', 0],
      ['too high', 2],
      ['NO_STREAM although the stream exists', NO_STREAM],
    ])('writes nothing when the expected revision is %s', async (_, expected) => {
      await append(stream, testEvents(2), NO_STREAM);
      const head = await store().head();
      const refused = append(stream, testEvents(3, 10), expected);
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(refused).rejects.toMatchObject({ stream, expected, actual: 1 });
      expect(await numbers(stream)).toStrictEqual([0, 1]);
      expect(await store().head()).toBe(head);
    });

    it('writes nothing when a stream is expected that does not exist', async () => {
      await expect(append(stream, testEvents(1), 0)).rejects.toMatchObject({ stream, expected: 0, actual: NO_STREAM });
      expect(await numbers(stream)).toStrictEqual([]);
    });
  });

  describe('appending the same again', () => {
    let stream: string;
    beforeEach(() => (stream = newStream()));

    it('returns the first result and writes nothing', async () => {
      const events = testEvents(3);
      const first = await append(stream, events, NO_STREAM);
      const head = await store().head();
      expect(await append(stream, events, NO_STREAM)).toStrictEqual(first);
      expect(await numbers(stream)).toStrictEqual([0, 1, 2]);
      expect(await store().head()).toBe(head);
    });

    it('returns the first result after newer events followed', async () => {
      await append(stream, testEvents(1), NO_STREAM);
      const events = testEvents(2, 1);
      const first = await append(stream, events, 0);
      await append(stream, testEvents(2, 3), 2);
      expect(await append(stream, events, 0)).toStrictEqual(first);
      expect(await numbers(stream)).toStrictEqual([0, 1, 2, 3, 4]);
    });

    it('returns one result to all who append it at once', async () => {
      const events = testEvents(2);
      const results = await Promise.all(Array.from({ length: 8 }, () => append(stream, events, NO_STREAM)));
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
      expect(await numbers(stream)).toStrictEqual([0, 1]);
    });

    it.each<[string, (appended: EventToAppend[]) => EventToAppend[]]>([
      ['a longer', (appended) => [...appended, testEvent(9)]],
      ['a shorter', (appended) => appended.slice(0, 2)],
      ['a reordered', (appended) => appended.toReversed()],
      ['a partly different', ([first, second]) => [first!, second!, testEvent(9)]],
    ])('refuses %s batch with its ids', async (_, change) => {
      const events = testEvents(3);
      await append(stream, events, NO_STREAM);
      await expect(append(stream, change(events), NO_STREAM)).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(idsOf(await store().readStream(stream))).toStrictEqual(idsOf(events));
    });

    it('refuses the end of a batch at the place where it stands', async () => {
      const events = testEvents(3);
      await append(stream, events, NO_STREAM);
      await expect(append(stream, events.slice(1), 0)).rejects.toBeInstanceOf(WrongExpectedRevision);
    });

    it('refuses the end of a batch with the batch after it', async () => {
      const [first, second] = [testEvents(3), testEvents(1, 3)];
      await append(stream, first, NO_STREAM);
      await append(stream, second, 2);
      const mixed = append(stream, [...first.slice(1), ...second], 0);
      await expect(mixed).rejects.toBeInstanceOf(WrongExpectedRevision);
    });

    it('refuses two batches as one', async () => {
      const [first, second] = [testEvents(1), testEvents(1, 1)];
      await append(stream, first, NO_STREAM);
      await append(stream, second, 0);
      await expect(append(stream, [...first, ...second], NO_STREAM)).rejects.toBeInstanceOf(WrongExpectedRevision);
    });

    it('refuses its events at another revision', async () => {
      const events = testEvents(1);
      await append(stream, events, NO_STREAM);
      await append(stream, testEvents(2, 1), 0);
      await expect(append(stream, events, 0)).rejects.toBeInstanceOf(WrongExpectedRevision);
    });
  });

  describe('appending what cannot be stored', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const twice = testEvent(0);

    it.each<[string, string, EventToAppend[], number]>([
      ['no events', 'contract-wrong', [], NO_STREAM],
      ['a bigint', 'contract-wrong', [testEvent(0), testEvent(1, { data: { amount: 1n } })], NO_STREAM],
      ['a cycle', 'contract-wrong', [testEvent(0), testEvent(1, { data: cycle })], NO_STREAM],
      ['an id that is no UUID', 'contract-wrong', [testEvent(0), testEvent(1, { id: 'one' })], NO_STREAM],
      ['one id for two events', 'contract-wrong', [twice, twice], NO_STREAM],
      ['a type without a name', 'contract-wrong', [testEvent(0, { type: '' })], NO_STREAM],
      ['a stream without a name', '', testEvents(1), NO_STREAM],
      ['a stream of the system', '$contract-wrong', testEvents(1), NO_STREAM],
      ['a control character in the name of a stream', 'contract\u0000-wrong', testEvents(1), NO_STREAM],
      ['half a character in the name of a stream', 'contract\ud800-wrong', testEvents(1), NO_STREAM],
      ['a revision that cannot be', 'contract-wrong', testEvents(1), -2],
      ['half a revision', 'contract-wrong', testEvents(1), 0.5],
    ])('refuses %s and writes nothing', async (_, stream, events, expectedRevision) => {
      const head = await store().head();
      await expect(append(stream, events, expectedRevision)).rejects.toBeInstanceOf(RangeError);
      expect(await store().head()).toBe(head);
    });

    it('takes what fits into one append, and no more', async () => {
      const stream = newStream();
      const sized = (bytes: number) => [testEvent(0, { data: { text: 'é'.repeat(bytes / 2) } })];
      await expect(append(stream, sized(APPEND_BYTES_MAX), NO_STREAM)).rejects.toBeInstanceOf(RangeError);
      expect(await store().readStream(stream)).toStrictEqual([]);
      await append(stream, sized(APPEND_BYTES_MAX - 2_000), NO_STREAM);
      expect(await store().readStream(stream)).toHaveLength(1);
    });
  });
};
