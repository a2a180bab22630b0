import { openDatabase, type Database } from '#platform/sqlite';
import { EventFollower } from '../port/event-follower.js';
import { BEGINNING, type Position } from '../port/event-store.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const NEVER = 'z' as Position;

describe('waiting for a follower', () => {
  let database: Database;
  let store: SqliteEventStore;
  let follower: EventFollower;
  beforeEach(async () => {
    database = openDatabase(':memory:');
    store = new SqliteEventStore(database);
    follower = new EventFollower({
      name: 'test',
      store,
      start: () => Promise.resolve(BEGINNING),
      handle: () => Promise.resolve(),
      onError: (error) => {
        throw error;
      },
    });
    await follower.start();
  });
  afterEach(async () => {
    await follower.stop();
    await store.close();
    database.close();
  });

  it('leaves nothing behind when it is given up', async () => {
    const patience = new AbortController();
    const waits = [follower.reached(NEVER, patience.signal), follower.reached(NEVER, patience.signal)];
    expect(follower.waiting).toBe(2);
    patience.abort(new Error('too late'));
    for (const wait of waits) await expect(wait).rejects.toThrow('too late');
    expect(follower.waiting).toBe(0);
  });

  it('does not begin when it was given up before', async () => {
    await expect(follower.reached(NEVER, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(follower.waiting).toBe(0);
  });

  it('ends at once for what has been handled, and is not undone by a later abort', async () => {
    const patience = new AbortController();
    const wait = follower.reached(BEGINNING, patience.signal);
    patience.abort();
    await expect(wait).resolves.toBeUndefined();
  });
});
