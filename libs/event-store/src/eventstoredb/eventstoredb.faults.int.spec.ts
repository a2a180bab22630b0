import { randomUUID } from 'node:crypto';
import {
  CANCELLED,
  EventStoreStandIn,
  INTERNAL,
  NOT_SAID,
  TIMED_OUT,
  TOO_LATE,
  UNAVAILABLE,
  UNKNOWN,
} from '#test/support/eventstore/index';
import { BEGINNING, NO_STREAM, WrongExpectedRevision } from '../index.js';
import { idsOf, numbersOf, testEvents } from '../testing/index.js';
import { AppendOutcomeUnknown, EventStoreDbStore } from './index.js';
import { IMPATIENT } from './testing/impatient.js';

describe('Appending to an EventStoreDB that fails', () => {
  let standIn: EventStoreStandIn;
  let store: EventStoreDbStore;
  let failures: unknown[];
  beforeEach(async () => {
    standIn = await EventStoreStandIn.start();
    failures = [];
    store = new EventStoreDbStore(standIn.url, { ...IMPATIENT, onError: (error) => failures.push(error) });
  });
  afterEach(async () => {
    await store.close();
    standIn.kill();
  });

  /** The answer names the place where the events are, and they are there once. */
  const expectAppendedOnce = async (events: ReturnType<typeof testEvents>, revision = NO_STREAM) => {
    const result = await store.append('stream', events, revision);
    const stored = await store.readStream('stream', { fromRevision: revision + 1 });
    expect(idsOf(stored)).toStrictEqual(idsOf(events));
    expect(result).toStrictEqual({ revision: stored.at(-1)?.revision, position: stored.at(-1)?.position });
  };

  it('appends once when the acknowledgement is lost', async () => {
    standIn.faults.loseNextAck();
    await expectAppendedOnce(testEvents(3));
    expect(failures).not.toHaveLength(0);
  });

  it('appends once when both acknowledgements of an append after others are lost', async () => {
    await expectAppendedOnce(testEvents(2));
    standIn.faults.loseNextAck();
    standIn.faults.loseNextAck();
    await expectAppendedOnce(testEvents(2, 2), 1);
  });

  it('appends once when the append itself is lost', async () => {
    standIn.faults.loseNextAppend();
    await expectAppendedOnce(testEvents(2));
  });

  it.each([
    ['unavailable', UNAVAILABLE],
    ['unknown, around a fail-over', UNKNOWN],
    ['a timeout of the server', TIMED_OUT],
    ['an answer that says nothing', NOT_SAID],
    ['a deadline that has passed', TOO_LATE],
    ['a call that was cancelled', CANCELLED],
    ['an error within the server', INTERNAL],
  ])('takes %s for an unknown outcome, whether the events were written or not', async (_, failure) => {
    standIn.faults.failNextAppend(failure, { isWritten: true });
    await expectAppendedOnce(testEvents(2));
    standIn.faults.failNextAppend(failure, { isWritten: false });
    await expectAppendedOnce(testEvents(2, 2), 1);
    expect(failures.length).toBeGreaterThanOrEqual(2);
  });

  it('asks again while the first attempt is under way, which the server leaves without an answer', async () => {
    standIn.faults.delayNextAppend(500);
    await expectAppendedOnce(testEvents(2));
    expect(failures.length).toBeGreaterThan(1);
  });

  it('is not disturbed by an acknowledgement that comes after the answer to the repetition', async () => {
    standIn.faults.delayNextAck(250);
    await expectAppendedOnce(testEvents(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expectAppendedOnce(testEvents(1, 1), 0);
  });

  it('finds its events when the server refuses the repetition of what it has written', async () => {
    standIn.forgetRepetitions();
    standIn.faults.loseNextAck();
    await expectAppendedOnce(testEvents(3));
  });

  it('finds its events behind newer ones when the server refuses the repetition', async () => {
    const events = testEvents(2);
    const first = await store.append('stream', events, NO_STREAM);
    await store.append('stream', testEvents(3, 2), 1);
    standIn.forgetRepetitions();
    expect(await store.append('stream', events, NO_STREAM)).toStrictEqual(first);
    await expect(store.append('stream', events.slice(0, 1), NO_STREAM)).rejects.toBeInstanceOf(WrongExpectedRevision);
  });

  it('says which writer was faster when the append was lost on the way', async () => {
    const other = new EventStoreDbStore(standIn.url, IMPATIENT);
    standIn.faults.loseNextAppend();
    const losing = store.append('stream', testEvents(2), NO_STREAM);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.append('stream', testEvents(3), NO_STREAM);
    await expect(losing).rejects.toMatchObject({ code: 'event_store.wrong_expected_revision', actual: 2 });
    await other.close();
  });

  it('goes on when the server is killed and started again', async () => {
    standIn.faults.loseNextAck();
    const events = testEvents(2);
    const appending = store.append('stream', events, NO_STREAM);
    await new Promise((resolve) => setTimeout(resolve, 50));
    standIn.kill();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await standIn.restart();
    expect(await appending).toMatchObject({ revision: 1 });
    expect(idsOf(await store.readStream('stream'))).toStrictEqual(idsOf(events));
  });

  it('turns to the new leader after a fail-over', async () => {
    standIn.failOver();
    await expectAppendedOnce(testEvents(1));
  });

  it('is not ended by the acknowledgement of an append that went down with a call of another client', async () => {
    const broken = await EventStoreStandIn.start();
    const other = new EventStoreDbStore(broken.url, IMPATIENT);
    standIn.faults.delayNextAck(200);
    broken.faults.loseNextAck();
    const written = [standIn, broken].map(({ events }) => events.length + 1);
    const healthy = store.append('stream', testEvents(1), NO_STREAM);
    const failing = other.append('stream', testEvents(1), NO_STREAM);
    const isWritten = () => [standIn, broken].every(({ events }, index) => events.length === written[index]);
    while (!isWritten()) await new Promise((resolve) => setTimeout(resolve, 1));
    broken.cutConnections();
    await expect(healthy).resolves.toMatchObject({ revision: 0 });
    await expect(failing).resolves.toMatchObject({ revision: 0 });
    expect(failures).not.toHaveLength(0);
    // The acknowledgement comes only now, to nobody.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expectAppendedOnce(testEvents(1, 1), 0);
    await other.close();
    broken.kill();
  });

  it('goes on after the server has ended the call that carries the appends', async () => {
    await expectAppendedOnce(testEvents(1));
    standIn.endAppends();
    await expectAppendedOnce(testEvents(1, 1), 0);
    expect(standIn.calls.batchAppend).toBe(2);
  });

  it('writes all of an append or nothing of it, however large it is and wherever the connection breaks', async () => {
    const patient = new EventStoreDbStore(standIn.url);
    const large = testEvents(50).map((event, n) => ({ ...event, data: { n, text: 'x'.repeat(4_000) } }));
    const appends = Array.from({ length: 25 }, (_, n) => `large-${n}`).map(async (stream) => {
      const events = large.map((event) => ({ ...event, id: randomUUID() }));
      await patient.append(stream, events, NO_STREAM);
      return idsOf(await patient.readStream(stream)).join() === idsOf(events).join();
    });
    for (let cut = 0; cut < 5; cut += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      standIn.cutConnections();
    }
    expect(await Promise.all(appends)).toStrictEqual(appends.map(() => true));
    await patient.close();
  });

  it('sends appends by the call that never writes a part of one', async () => {
    await Promise.all(['a', 'b', 'c'].map((stream) => store.append(stream, testEvents(2), NO_STREAM)));
    expect(standIn.calls).toMatchObject({ append: 0, batchAppend: 1 });
  });

  describe('for longer than it tries', () => {
    let hasty: EventStoreDbStore;
    beforeEach(() => (hasty = new EventStoreDbStore(standIn.url, { ...IMPATIENT, giveUpAfterMs: 300 })));
    afterEach(() => hasty.close());

    it('says that the outcome is unknown, and finds it out when it is asked again', async () => {
      const events = testEvents(2);
      for (let lost = 0; lost < 20; lost += 1) standIn.faults.loseNextAck();
      const appending = hasty.append('stream', events, NO_STREAM);
      await expect(appending).rejects.toBeInstanceOf(AppendOutcomeUnknown);
      await expect(appending).rejects.toMatchObject({
        code: 'event_store.outcome_unknown',
        stream: 'stream',
        expectedRevision: NO_STREAM,
        eventIds: idsOf(events),
      });
      expect(numbersOf(await store.readStream('stream'))).toStrictEqual([0, 1]);
      await standIn.restart();
      while (standIn.faults.waiting > 0) standIn.faults.takeAppend();
      await expectAppendedOnce(events);
    });

    it('gives up within its time when nobody is there', async () => {
      standIn.kill();
      const before = performance.now();
      const attempts = [hasty.append('stream', testEvents(1), NO_STREAM), hasty.readAll(BEGINNING, 1)];
      const outcomes = await Promise.allSettled(attempts);
      expect(performance.now() - before).toBeLessThan(2_000);
      expect(outcomes).toMatchObject([
        { reason: { code: 'event_store.outcome_unknown' } },
        { reason: { code: 'event_store.unavailable' } },
      ]);
    });
  });

  it('has written what is being repeated when it is closed', async () => {
    standIn.faults.loseNextAck();
    standIn.faults.loseNextAppend();
    const appending = store.append('stream', testEvents(2), NO_STREAM);
    await store.close();
    expect(await appending).toMatchObject({ revision: 1 });
  });

  it.each(['throwOnAppendFailure=false', 'throw_on_append_failure=False', 'tls=false&throw-on-append-failure=false'])(
    'refuses to be opened with %s',
    (option) => {
      expect(() => new EventStoreDbStore(`esdb://127.0.0.1:2113?${option}`)).toThrow(
        'must not set throwOnAppendFailure',
      );
    },
  );
});
