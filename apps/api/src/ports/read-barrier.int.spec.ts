import type { Position } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase, type Database } from '#platform/sqlite';
import { SqliteReadModelStore } from '#read-models/embedded';
import { Projector, PROJECTIONS } from '#read-models/projector';
import { ProjectorBarrier } from './read-barrier.js';

describe('the barrier of a process with its own projector', () => {
  let database: Database;
  let store: SqliteEventStore;
  let projector: Projector;
  beforeEach(async () => {
    database = openDatabase(':memory:');
    store = new SqliteEventStore(database);
    projector = new Projector();
    await projector.start(store, new SqliteReadModelStore(database), PROJECTIONS, (error) => {
      throw error;
    });
  });
  afterEach(async () => {
    await projector.stop();
    await store.close();
    database.close();
  });

  it('says that a position is reached', async () => {
    expect(await new ProjectorBarrier(projector).reached(await store.head(), 10_000)).toBe(true);
  });

  it('gives up past the bound, and leaves nobody waiting', async () => {
    const barrier = new ProjectorBarrier(projector);
    const beyond = 'z' as Position;
    expect(await Promise.all([barrier.reached(beyond, 1), barrier.reached(beyond, 1)])).toEqual([false, false]);
    expect(projector.followers.map(({ waiting }) => waiting)).toEqual(projector.followers.map(() => 0));
  });

  it('fails when the projector does not run, instead of saying that it is late', async () => {
    await projector.stop();
    await expect(new ProjectorBarrier(projector).reached('z' as Position, 10_000)).rejects.toThrow('does not run');
  });
});
