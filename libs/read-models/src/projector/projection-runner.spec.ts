import fc from 'fast-check';
import type { RecordedEvent } from '#event-store';
import { Documents } from '../port/documents.js';
import { checkpointName, type DocumentReference, type Projection } from '../port/projection.js';
import { CheckpointConflict, type DocumentWrite, type ProjectionCommit } from '../port/read-model-store.js';
import { spacesProjection } from '../spaces/spaces.projection.js';
import { BillingStory } from '../testing/billing-story.js';
import { MemoryReadModelStore, SharedMemory } from '../testing/memory-read-model-store.js';
import { projected } from '../testing/projected.js';
import { ProjectionRunner } from './projection-runner.js';
import { PROJECTIONS } from './projections.js';

const story = new BillingStory()
  .workspace('ws', 'ann', 'bob')
  .upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 })
  .on('2026-02-03')
  .owner('sub', 'ChangePlan', { seats: 10 })
  .settleChange('sub', true)
  .periodEnds('sub')
  .settleRenewal('sub', false);
const { events } = story;

class Killed extends Error {}

const onlyWhenKilled = (error: unknown): void => {
  if (!(error instanceof Killed)) throw error;
};

/** Dies at one commit, before it is written or after, when nobody hears that it was. */
class DyingStore extends MemoryReadModelStore {
  commits = 0;

  constructor(
    memory: SharedMemory,
    private readonly diesAt: number,
    private readonly isWritten: boolean,
  ) {
    super(memory);
  }

  override async commit(commit: ProjectionCommit): Promise<void> {
    this.commits += 1;
    const dies = this.commits === this.diesAt;
    if (!dies || this.isWritten) await super.commit(commit);
    if (dies) throw new Killed();
  }
}

const batches = (size: number): readonly (readonly RecordedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, i) => events.slice(i * size, (i + 1) * size));

/** As a process would after a start: from its checkpoint on. */
const goOn = async (store: MemoryReadModelStore, projection: Projection, size: number): Promise<void> => {
  const runner = new ProjectionRunner(projection, store);
  const after = await runner.checkpoint();
  for (const batch of batches(size)) await runner.handle(batch.filter(({ position }) => position > after));
};

describe('a projection runner', () => {
  it('ends the same when it is killed before or after any commit and starts again', async () => {
    const size = fc.integer({ min: 1, max: events.length });
    await fc.assert(
      fc.asyncProperty(size, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (batchSize, diesAt, isWritten) => {
        const memory = new SharedMemory();
        for (const projection of PROJECTIONS) {
          const dying = new DyingStore(memory, diesAt, isWritten);
          await goOn(dying, projection, batchSize).catch(onlyWhenKilled);
          await goOn(new MemoryReadModelStore(memory), projection, batchSize);
        }
        expect(new MemoryReadModelStore(memory).dump()).toStrictEqual((await projected(events)).dump());
      }),
      { numRuns: 60 },
    );
  });

  it('takes the same events beside others of its kind, and each event counts once', async () => {
    const memory = new SharedMemory();
    const store = new MemoryReadModelStore(memory);
    const runs = PROJECTIONS.flatMap((projection) =>
      [1, 2, 5].map(async (size) => {
        const runner = new ProjectionRunner(projection, new MemoryReadModelStore(memory));
        for (const batch of batches(size)) await runner.handle(batch);
      }),
    );
    await Promise.all(runs);
    expect(store.dump()).toStrictEqual((await projected(events)).dump());
  });

  it('moves its checkpoint over events that it makes nothing of', async () => {
    const store = new MemoryReadModelStore();
    const runner = new ProjectionRunner(spacesProjection, store);
    await runner.handle(events);
    const last = events.at(-1);
    expect(last?.type).toBe('RenewalPaymentFailed');
    expect(await store.checkpoint(runner.name)).toBe(last?.position);
  });

  it('refuses to go on after a reset, because the events before would be missing', async () => {
    const store = new MemoryReadModelStore();
    const runner = new ProjectionRunner(spacesProjection, store);
    await runner.handle(events.slice(0, 2));
    await store.reset(checkpointName(spacesProjection), spacesProjection.collections);

    await expect(runner.handle(events.slice(2))).rejects.toBeInstanceOf(CheckpointConflict);
    expect(store.dump()).toStrictEqual([]);
    await runner.handle(events);
    const whole = new MemoryReadModelStore();
    await new ProjectionRunner(spacesProjection, whole).handle(events);
    expect(store.dump()).toStrictEqual(whole.dump());
  });

  it('passes over events that it has taken, and writes only what they changed', async () => {
    const written: DocumentWrite[] = [];
    class ListeningStore extends MemoryReadModelStore {
      override commit(commit: ProjectionCommit): Promise<void> {
        written.push(...commit.writes);
        return super.commit(commit);
      }
    }
    const counts = new Documents<{ readonly count: number }>({ name: 'count', version: 1 });
    const counting: Projection = {
      name: 'counting',
      version: 1,
      collections: [counts.collection],
      project: ({ event }) => [
        counts.update('events', (before) => ({ count: (before?.count ?? 0) + 1 })),
        counts.update(event.type, (before) => before ?? { count: 1 }),
        counts.update('nothing', () => null),
      ],
    };
    const store = new ListeningStore();
    const runner = new ProjectionRunner(counting, store);
    await runner.handle(events.slice(0, 3));
    expect(written.map(({ id }) => id)).toStrictEqual([
      'events',
      'WorkspaceCreated',
      'MemberAdded',
      'AdministratorAppointed',
    ]);
    written.length = 0;
    await runner.handle(events.slice(0, 5));
    await runner.handle(events.slice(0, 5));
    expect(written).toStrictEqual([
      { collection: 'count_v1', id: 'events', document: { count: 5 }, keys: {} },
      { collection: 'count_v1', id: 'MemberProfileChanged', document: { count: 1 }, keys: {} },
    ]);
  });

  it('loads each document once and writes each once, however many events touch it', async () => {
    const loaded: string[] = [];
    class CountingStore extends MemoryReadModelStore {
      readonly written: string[] = [];
      override getMany(references: readonly DocumentReference[]): Promise<readonly (object | null)[]> {
        loaded.push(...references.map(({ collection, id }) => `${collection}/${id}`));
        return super.getMany(references);
      }
      override commit(commit: ProjectionCommit): Promise<void> {
        this.written.push(...commit.writes.map(({ collection, id }) => `${collection}/${id}`));
        return super.commit(commit);
      }
    }
    const store = new CountingStore();
    await new ProjectionRunner(spacesProjection, store).handle(events);
    const documents = ['membership_v1/ws/ann', 'membership_v1/ws/bob', 'space_v1/ws'];
    expect(loaded.sort()).toStrictEqual(documents);
    expect(store.written.sort()).toStrictEqual(documents);
  });

  it('writes nothing of a batch with an event that this release does not know', async () => {
    const [first] = events;
    const store = new MemoryReadModelStore();
    const runner = new ProjectionRunner(spacesProjection, store);
    const unknown = { ...first!, type: 'SpaceMerged' };
    await expect(runner.handle([first!, unknown])).rejects.toThrow('start that release instead');
    expect(store.dump()).toStrictEqual([]);
    expect(await store.checkpoint(runner.name)).toBe('');
  });

  it('stops at a gap in a stream and says what to do', async () => {
    const runner = new ProjectionRunner(spacesProjection, new MemoryReadModelStore());
    await runner.handle(events.slice(0, 1));
    await expect(runner.handle(events.slice(2))).rejects.toThrow('rebuild the projection');
  });
});
