import type { EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase, type Database } from '#platform/sqlite';
import { SqliteReadModelStore } from '../embedded/index.js';
import { checkpointName, type Projection } from '../port/projection.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { spaces, spacesProjection } from '../spaces/index.js';
import { subscriptions } from '../subscriptions/index.js';
import { BillingStory } from '../testing/billing-story.js';
import { Projector } from './projector.js';
import { PROJECTIONS } from './projections.js';

const fail = (error: unknown): void => {
  throw error;
};

describe('the projector', () => {
  let database: Database;
  let store: EventStore;
  let readModels: ReadModelStore;
  const projectors: Projector[] = [];

  const start = async (
    projections: readonly Projection[] = PROJECTIONS,
    onError: (error: unknown) => void = fail,
  ): Promise<Projector> => {
    const projector = new Projector();
    projectors.push(projector);
    await projector.start(store, readModels, projections, onError);
    return projector;
  };

  beforeEach(() => {
    database = openDatabase(':memory:');
    store = new SqliteEventStore(database);
    readModels = new SqliteReadModelStore(database);
  });

  afterEach(async () => {
    await Promise.all(projectors.splice(0).map((projector) => projector.stop()));
    await store.close();
    database.close();
  });

  it('brings every read model to the events of before and of now', async () => {
    const story = new BillingStory().workspace('ws', 'ann', 'bob');
    await story.appendTo(store);
    const projector = await start();
    await projector.reached(await store.head());
    expect(await spaces.get(readModels, 'ws')).toMatchObject({ administrators: ['ann'] });

    const before = story.events.length;
    story.upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 });
    await story.appendTo(store, before);
    const head = await store.head();
    await projector.reached(head);
    expect(await subscriptions.get(readModels, 'sub')).toMatchObject({ state: { status: 'active' }, revision: 1 });
    expect(projector.positions()).toStrictEqual(
      Object.fromEntries(PROJECTIONS.map((projection) => [checkpointName(projection), head])),
    );
    expect(projector.followers).toHaveLength(PROJECTIONS.length);
  });

  it('goes on from its checkpoints after a stop', async () => {
    const story = new BillingStory().workspace('ws', 'ann');
    await story.appendTo(store);
    const first = await start();
    await first.reached(await store.head());
    await first.stop();
    expect(first.positions()).toStrictEqual({});

    const before = story.events.length;
    await story.members('ws', 'ann', 'bob').appendTo(store, before);
    await first.start(store, readModels, PROJECTIONS, fail);
    await first.reached(await store.head());
    expect((await spaces.get(readModels, 'ws'))?.members.map(({ memberId }) => memberId)).toStrictEqual(['ann', 'bob']);
  });

  it('may run twice over the same read models', async () => {
    const story = new BillingStory().workspace('ws', 'ann');
    const both = [await start(), await start()];
    for (let n = 0; n < 20; n += 1) {
      const before = story.events.length;
      await story.members('ws', 'ann', `member-${n}`).appendTo(store, n === 0 ? 0 : before);
    }
    const head = await store.head();
    await Promise.all(both.map((projector) => projector.reached(head)));
    expect((await spaces.get(readModels, 'ws'))?.members).toHaveLength(21);
  });

  it('builds a read model again that was reset while it ran', async () => {
    const story = new BillingStory().workspace('ws', 'ann');
    await story.appendTo(store);
    const errors: unknown[] = [];
    const projector = await start([spacesProjection], (error) => errors.push(error));
    await projector.reached(await store.head());
    await readModels.reset(checkpointName(spacesProjection), spacesProjection.collections);

    const before = story.events.length;
    await story.members('ws', 'ann', 'bob').appendTo(store, before);
    await projector.reached(await store.head());
    expect((await spaces.get(readModels, 'ws'))?.members).toHaveLength(2);
    expect(errors).toHaveLength(1);
  });

  it('lets a projection that fails hold up no other, and tries it again', async () => {
    let failures = 0;
    const brittle: Projection = {
      name: 'brittle',
      version: 1,
      collections: [],
      project: () => {
        failures += 1;
        if (failures < 3) throw new Error(`failure ${failures}`);
        return [];
      },
    };
    await new BillingStory().workspace('ws', 'ann').appendTo(store);
    const errors: unknown[] = [];
    const projector = await start([brittle, spacesProjection], (error) => errors.push(error));
    await projector.reached(await store.head());
    expect(errors).toStrictEqual([new Error('failure 1'), new Error('failure 2')]);
    expect(await spaces.get(readModels, 'ws')).not.toBeNull();
  });

  it('refuses to start twice, and to be waited for before it runs', async () => {
    const projector = new Projector();
    await expect(projector.reached(await store.head())).rejects.toThrow('start it before waiting for it');
    const running = await start();
    await expect(running.start(store, readModels, PROJECTIONS, fail)).rejects.toThrow('stop it before starting it');
  });

  it('runs nothing when a checkpoint cannot be read, and can be started then', async () => {
    class Unreadable extends SqliteReadModelStore {
      override checkpoint(): Promise<never> {
        return Promise.reject(new Error('no disk'));
      }
    }
    const projector = new Projector();
    projectors.push(projector);
    await expect(projector.start(store, new Unreadable(database), PROJECTIONS, fail)).rejects.toThrow('no disk');
    expect(projector.followers).toHaveLength(0);
    await projector.start(store, readModels, PROJECTIONS, fail);
    expect(projector.followers).toHaveLength(PROJECTIONS.length);
  });
});
