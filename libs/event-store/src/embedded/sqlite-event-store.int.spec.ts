import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseBusy, openDatabase, type Database } from '#platform/sqlite';
import { BEGINNING, NO_STREAM, WrongExpectedRevision, type Position } from '../index.js';
import { idsOf, numbersOf, testEvent, testEvents } from '../testing/index.js';
import { READ_ALL, READ_LAST, READ_STREAM } from './event-reader.js';
import { DuplicateEventId, SqliteEventStore } from './index.js';
import { GROUP_MAX } from './sqlite-event-store.js';

describe('The event store in a SQLite file', () => {
  let folder: string;
  let path: string;
  let database: Database;
  let store: SqliteEventStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-event-store-'));
    path = join(folder, 'quittance.db');
    database = openDatabase(path);
    store = new SqliteEventStore(database);
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const positionAt = (row: number) => String(row).padStart(20, '0') as Position;

  /** Stands in for a write that fails within a transaction. */
  const failOnType = (type: string) =>
    database.exec(
      `create trigger refuse before insert on events when new.type = '${type}' begin select raise(abort, 'disk full'); end`,
    );

  describe('committing in groups', () => {
    it('writes a hundred appends that wait together in one transaction', async () => {
      const before = database.commits;
      const appends = Array.from({ length: 100 }, (_, n) => store.append(`stream-${n}`, testEvents(2), NO_STREAM));
      const results = await Promise.all(appends);
      expect(database.commits - before).toBe(1);
      expect(results.map(({ position }) => position)).toStrictEqual(appends.map((_, n) => positionAt(2 * n + 2)));
    });

    it('opens the next group when one is full', async () => {
      const before = database.commits;
      const appends = Array.from({ length: GROUP_MAX + 1 }, (_, n) => store.append(`s-${n}`, testEvents(1), NO_STREAM));
      await Promise.all(appends);
      expect(database.commits - before).toBe(2);
      expect(await store.head()).toBe(positionAt(GROUP_MAX + 1));
    });

    it('writes appends to one stream that build on each other in one transaction', async () => {
      const before = database.commits;
      const appends = Array.from({ length: 20 }, (_, n) => store.append('stream', testEvents(1, n), n - 1));
      await Promise.all(appends);
      expect(database.commits - before).toBe(1);
      expect(numbersOf(await store.readStream('stream'))).toStrictEqual(appends.map((_, n) => n));
    });

    it('refuses one append of a group without harm to the others, and leaves no gap', async () => {
      const appends = [
        store.append('a', testEvents(2), NO_STREAM),
        store.append('a', testEvents(3), NO_STREAM),
        store.append('b', testEvents(1), 7),
        store.append('a', testEvents(1, 2), 1),
      ];
      const outcomes = await Promise.allSettled(appends);
      expect(outcomes.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(numbersOf(await store.readAll(BEGINNING, 10))).toStrictEqual([0, 1, 2]);
      expect(await store.head()).toBe(positionAt(3));
    });

    it('refuses an id that another stream has, says where, and leaves the rest of the group alone', async () => {
      const used = testEvent(0);
      await store.append('first', [used], NO_STREAM);
      const appends = [
        store.append('a', testEvents(2), NO_STREAM),
        store.append('second', [testEvent(1), used], NO_STREAM),
        store.append('b', testEvents(2, 2), NO_STREAM),
      ];
      const [before, duplicate, after] = await Promise.allSettled(appends);
      const message = expect.stringContaining('was used in first') as string;
      const reason = expect.objectContaining({
        eventId: used.id,
        usedIn: 'first',
        stream: 'second',
        message,
      }) as unknown;
      expect(duplicate).toStrictEqual({ status: 'rejected', reason });
      expect([before?.status, after?.status]).toStrictEqual(['fulfilled', 'fulfilled']);
      expect(await store.readStream('second')).toStrictEqual([]);
      expect(await store.head()).toBe(positionAt(5));
    });

    it('refuses an id that two streams of one group want, for one of them', async () => {
      const used = testEvent(0);
      const appends = ['a', 'b'].map((stream) => store.append(stream, [used], NO_STREAM));
      const outcomes = await Promise.allSettled(appends);
      expect(outcomes[0]).toMatchObject({ status: 'fulfilled' });
      expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: expect.any(DuplicateEventId) as unknown });
      expect(await store.head()).toBe(positionAt(1));
    });

    it('refuses an id that the stream itself has already, when a new fact comes with it', async () => {
      const used = testEvent(0);
      await store.append('stream', [used], NO_STREAM);
      await expect(store.append('stream', [used], 0)).rejects.toBeInstanceOf(DuplicateEventId);
    });

    it('fails every append of a transaction that fails, and works on after it', async () => {
      const other = openDatabase(path);
      database.exec('pragma busy_timeout = 1');
      const events = testEvents(1);
      const fail = () =>
        Promise.allSettled([store.append('a', events, NO_STREAM), store.append('b', testEvents(1), NO_STREAM)]);
      other.exec('begin immediate');
      const outcomes = await fail();
      other.exec('rollback');
      other.close();
      const busy = { status: 'rejected', reason: expect.any(DatabaseBusy) as unknown };
      expect(outcomes).toStrictEqual([busy, busy]);
      expect(await store.head()).toBe(BEGINNING);
      expect(await store.append('a', events, NO_STREAM)).toStrictEqual({ revision: 0, position: positionAt(1) });
    });

    it('fails a group when its rows cannot be written, and forgets what it had planned', async () => {
      await store.append('a', testEvents(1), NO_STREAM);
      failOnType('Last');
      const appends = [
        store.append('a', testEvents(1, 1), 0),
        store.append('new', [testEvent(0, { type: 'Last' })], NO_STREAM),
      ];
      const outcomes = await Promise.allSettled(appends);
      expect(outcomes.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
      database.exec('drop trigger refuse');
      expect(await store.append('a', testEvents(1, 1), 0)).toMatchObject({ revision: 1 });
      expect(await store.append('new', testEvents(1), NO_STREAM)).toMatchObject({ position: positionAt(3) });
    });
  });

  describe('sharing the file', () => {
    it('checks the revision against what another database object has written since', async () => {
      const elsewhere = openDatabase(path);
      const other = new SqliteEventStore(elsewhere);
      await store.append('stream', testEvents(1), NO_STREAM);
      await other.append('stream', testEvents(1, 1), 0);
      await expect(store.append('stream', testEvents(1, 1), 0)).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(await store.append('stream', testEvents(1, 2), 1)).toStrictEqual({ revision: 2, position: positionAt(3) });
      elsewhere.close();
    });

    it('remembers nothing of a failed group when another database object then writes as many events', async () => {
      const elsewhere = openDatabase(path);
      const other = new SqliteEventStore(elsewhere);
      await store.append('stream', testEvents(1), NO_STREAM);
      failOnType('Refused');
      const refused = store.append('stream', [testEvent(1, { type: 'Refused' })], 0);
      await expect(refused).rejects.toThrow('disk full');
      await other.append('elsewhere', testEvents(1), NO_STREAM);
      expect(await store.append('stream', testEvents(1, 1), 0)).toStrictEqual({ revision: 1, position: positionAt(3) });
      elsewhere.close();
    });

    it('knows the streams that another database object has made since', async () => {
      const elsewhere = openDatabase(path);
      const other = new SqliteEventStore(elsewhere);
      await other.append('stream', testEvents(1), NO_STREAM);
      await expect(store.append('stream', testEvents(1), NO_STREAM)).rejects.toMatchObject({ actual: 0 });
      expect(await store.append('stream', testEvents(1, 1), 0)).toMatchObject({ revision: 1 });
      elsewhere.close();
    });

    it('is correct with two stores on one database object', async () => {
      const other = new SqliteEventStore(database);
      const appends = Array.from({ length: 10 }, (_, n) => [store, other][n % 2]!.append('s', testEvents(1, n), n - 1));
      expect((await Promise.allSettled(appends)).filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(
        0,
      );
      const { length } = await store.readStream('s');
      expect(await other.append('s', testEvents(1, length), length - 1)).toMatchObject({ revision: length });
      expect(await store.append('s', testEvents(1, length + 1), length)).toMatchObject({ revision: length + 1 });
    });

    it('refuses a file that a newer Quittance has written', () => {
      database.prepare("update schema_version set version = 99 where part = 'event-store'").run();
      expect(() => new SqliteEventStore(database)).toThrow('holds version 99 of the event-store tables');
    });
  });

  describe('reading', () => {
    it.each([
      ['everything', READ_ALL, [0, 5]],
      ['a stream', READ_STREAM, ['stream', 0, 5]],
      ['the last event of a stream', READ_LAST, ['stream']],
    ])('goes by the indexes when it reads %s, never through a whole table or a sort', (_, sql, parameters) => {
      const steps = database.prepare<{ detail: string }>(`explain query plan ${sql}`).all(...parameters);
      expect(steps.map(({ detail }) => detail).filter((detail) => /SCAN|TEMP B-TREE/.test(detail))).toStrictEqual([]);
      expect(steps.length).toBeGreaterThan(1);
    });
  });

  describe('subscribing', () => {
    afterEach(() => jest.useRealTimers());

    it('hears of events and of its end without waiting for the poll', async () => {
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
      const stop = new AbortController();
      const subscription = store.subscribe({ after: BEGINNING, signal: stop.signal })[Symbol.asyncIterator]();
      const waiting = subscription.next();
      await store.append('stream', testEvents(1), NO_STREAM);
      expect(await waiting).toMatchObject({ done: false });
      const ending = subscription.next();
      await new Promise(setImmediate);
      expect(jest.getTimerCount()).toBe(1);
      stop.abort();
      expect(await ending).toMatchObject({ done: true });
      expect(jest.getTimerCount()).toBe(0);
    });

    it('leaves timers and requests their turn while it catches up', async () => {
      await store.append('stream', testEvents(50), NO_STREAM);
      const stop = new AbortController();
      const seen: string[] = [];
      setImmediate(() => stop.abort());
      for await (const batch of store.subscribe({ after: BEGINNING, signal: stop.signal, batchSize: 1 })) {
        seen.push(...idsOf(batch));
      }
      expect(seen.length).toBeLessThan(50);
    });

    it('ends with an error when the store is closed under it', async () => {
      const { signal } = new AbortController();
      const waiting = store.subscribe({ after: BEGINNING, signal })[Symbol.asyncIterator]().next();
      await store.close();
      await expect(waiting).rejects.toThrow('The event store is closed');
    });

    it('ends without an error when it was aborted before the store was closed', async () => {
      const stop = new AbortController();
      const waiting = store.subscribe({ after: BEGINNING, signal: stop.signal })[Symbol.asyncIterator]().next();
      stop.abort();
      await store.close();
      expect(await waiting).toStrictEqual({ done: true, value: undefined });
    });
  });
});
