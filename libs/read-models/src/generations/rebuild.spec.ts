import fc from 'fast-check';
import { BEGINNING, type RecordedEvent } from '#event-store';
import { checkpointName } from '../port/projection.js';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { PROJECTIONS } from '../projector/projections.js';
import { spacesProjection } from '../spaces/spaces.projection.js';
import {
  alter,
  catchUp,
  collectionsIn,
  counting,
  counts,
  documentsOf,
  generational,
  history,
  plainly,
  seen,
} from '../testing/counting.js';
import { SharedMemory } from '../testing/memory-read-model-store.js';
import { projected, projectInto } from '../testing/projected.js';
import { randomStory } from '../testing/random-story.js';
import { RecordedEvents } from '../testing/recorded-events.js';
import { rebuild, retireReplaced, type GenerationalReadModelStore, type RebuildProgress } from './index.js';

const name = checkpointName(counting);

describe('a rebuild', () => {
  let memory: SharedMemory;
  let readModels: GenerationalReadModelStore;
  let store: RecordedEvents;
  beforeEach(async () => {
    memory = new SharedMemory();
    readModels = generational(memory);
    store = new RecordedEvents([...history]);
    await catchUp(counting, readModels, store);
  });

  it('finds that everything is as it should be, and switches to a generation that equals the one before', async () => {
    const before = await documentsOf(counting, readModels);
    const rebuilt = await rebuild(counting, { store, readModels });
    expect(rebuilt).toMatchObject({ projection: name, outcome: 'switched', events: history.length, replaced: [0] });
    expect(rebuilt.comparison).toMatchObject({ documents: history.length + 1, differences: [] });
    expect(rebuilt.comparison?.hashBefore).toBe(rebuilt.comparison?.hashAfter);
    expect(await readModels.registry.live(name)).toBe(1);

    await retireReplaced(counting, readModels, rebuilt);
    expect(collectionsIn(memory).sort()).toStrictEqual(['count_v1~1', 'generations', 'seen_v1~1']);
    expect(await documentsOf(counting, generational(memory))).toStrictEqual(before);
    expect(await generational(memory).checkpoint(name)).toBe(history.at(-1)?.position);
  });

  it('names each document that was not what the events make, and mends it', async () => {
    const [first, second] = history as [RecordedEvent, RecordedEvent];
    alter(memory, seen.collection, first.position, { type: 'Forged' });
    alter(memory, seen.collection, second.position, null);
    alter(memory, seen.collection, 'nobody', { type: 'Invented' });
    const { comparison } = await rebuild(counting, { store, readModels });
    expect(comparison?.differences).toStrictEqual([
      { collection: seen.collection, id: first.position, kind: 'altered' },
      { collection: seen.collection, id: second.position, kind: 'missing' },
      { collection: seen.collection, id: 'nobody', kind: 'surplus' },
    ]);
    expect(comparison?.hashBefore).not.toBe(comparison?.hashAfter);
    expect(await documentsOf(counting, generational(memory))).toStrictEqual(await plainly(counting, history));
  });

  it('finds a key that was altered, and answers the same hashes for the same documents', async () => {
    const { comparison: sound } = await rebuild(counting, { store, readModels, isCheck: true });
    const [first] = history as [RecordedEvent];
    const stored = memory.stored.get(`${seen.collection}\0${first.position}`)!;
    const write = { ...stored, keys: { type: 'Forged' } };
    memory.model.commit({ projection: '', after: BEGINNING, position: BEGINNING, writes: [write] });
    const { comparison: wrong } = await rebuild(counting, { store, readModels, isCheck: true });
    expect(wrong?.differences).toStrictEqual([{ collection: seen.collection, id: first.position, kind: 'altered' }]);
    expect(wrong?.hashAfter).toBe(sound?.hashAfter);
    expect(wrong?.hashBefore).not.toBe(sound?.hashBefore);
  });

  it('that only checks leaves everything as it was', async () => {
    alter(memory, seen.collection, history[0]!.position, { type: 'Forged' });
    const before = await documentsOf(counting, readModels);
    const rebuilt = await rebuild(counting, { store, readModels, isCheck: true });
    expect(rebuilt).toMatchObject({ outcome: 'checked', replaced: [] });
    expect(rebuilt.comparison?.differences).toHaveLength(1);
    expect(await readModels.registry.read(name)).toMatchObject({ generations: { live: 0, latest: 1, others: [] } });
    expect(await documentsOf(counting, generational(memory))).toStrictEqual(before);
    expect(collectionsIn(memory).sort()).toStrictEqual([counts.collection, 'generations', seen.collection]);
  });

  it('compares where the live read model stands, though it is behind and goes no further', async () => {
    const behind = new SharedMemory();
    const stuck = generational(behind);
    await new ProjectionRunner(counting, stuck).handle(history.slice(0, 5));
    const { comparison } = await rebuild(counting, { store, readModels: stuck });
    expect(comparison).toMatchObject({ position: history[4]?.position, documents: 6, differences: [] });
    expect(await documentsOf(counting, generational(behind))).toStrictEqual(await plainly(counting, history));
  });

  it('builds in place what is not there at all, and says that there is nothing to check', async () => {
    const empty = generational(new SharedMemory());
    expect(await rebuild(counting, { store, readModels: empty, isCheck: true })).toMatchObject({
      ...{ outcome: 'absent', comparison: null, events: 0 },
    });
    expect(await empty.checkpoint(name)).toBe(BEGINNING);
    expect(await rebuild(counting, { store, readModels: empty })).toMatchObject({
      ...{ outcome: 'built', comparison: null, events: history.length, replaced: [] },
    });
    expect(await documentsOf(counting, empty)).toStrictEqual(await plainly(counting, history));
  });

  it('does not build on documents whose checkpoint is lost', async () => {
    memory.positions.delete(name);
    const { outcome, comparison } = await rebuild(counting, { store, readModels });
    expect(outcome).toBe('switched');
    expect(comparison?.differences.every(({ kind }) => kind === 'surplus')).toBe(true);
    expect(await documentsOf(counting, generational(memory))).toStrictEqual(await plainly(counting, history));
  });

  it('of nothing at all is no difference', async () => {
    const empty = generational(new SharedMemory());
    expect(await rebuild(counting, { store: new RecordedEvents([]), readModels: empty })).toMatchObject({
      ...{ outcome: 'switched', events: 0, comparison: { documents: 0, differences: [] } },
    });
  });

  it('tells how far it is, up to the head', async () => {
    const told: RebuildProgress[] = [];
    await rebuild(counting, { store, readModels, onProgress: (progress) => told.push(progress) });
    const events = told.map((progress) => progress.events);
    expect(events).toStrictEqual([...events].sort((a, b) => a - b));
    expect(told[0]).toMatchObject({ projection: name, step: 'building', events: 7 });
    expect(told[0]!.share).toBeCloseTo(7 / history.length);
    expect(told.at(-1)).toMatchObject({ step: 'comparing', events: history.length, share: 1, secondsLeft: 0 });
  });

  it('ends between two batches when it is told to, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const onProgress = (): void => stop.abort(new Error('enough'));
    await expect(rebuild(counting, { store, readModels, onProgress, signal: stop.signal })).rejects.toThrow('enough');
    expect(await readModels.registry.read(name)).toMatchObject({ generations: { live: 0, others: [] } });
    expect(collectionsIn(memory).sort()).toStrictEqual([counts.collection, 'generations', seen.collection]);
  });

  it('lets a projector that was writing the old generation go on with the new one, without an error', async () => {
    const [last, ...earlier] = [...history].reverse() as [RecordedEvent, ...RecordedEvent[]];
    const running = generational(new SharedMemory());
    const runner = new ProjectionRunner(counting, running);
    await runner.handle(earlier.reverse());
    const rebuilt = await rebuild(counting, { store: new RecordedEvents(earlier), readModels: running });
    await retireReplaced(counting, running, rebuilt);
    await runner.handle([last]);
    expect(await documentsOf(counting, running)).toStrictEqual(await plainly(counting, history));
  });

  it('can follow another, and generations do not pile up', async () => {
    for (let n = 1; n <= 4; n += 1) {
      const rebuilt = await rebuild(counting, { store, readModels });
      await retireReplaced(counting, readModels, rebuilt);
    }
    expect(await readModels.registry.read(name)).toMatchObject({ generations: { live: 4, latest: 4, others: [] } });
    expect(collectionsIn(memory).sort()).toStrictEqual(['count_v1~4', 'generations', 'seen_v1~4']);
  });

  it('of all read models equals what was there', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory, async ({ events }) => {
        const live = generational(new SharedMemory());
        await projectInto(live, events);
        const plain = await projected(events);
        for (const projection of PROJECTIONS) {
          const before = await documentsOf(projection, live);
          const { comparison } = await rebuild(projection, {
            store: new RecordedEvents([...events]),
            readModels: live,
          });
          expect(comparison?.differences ?? []).toStrictEqual([]);
          expect(await documentsOf(projection, live)).toStrictEqual(before);
          expect(before).toStrictEqual(await documentsOf(projection, plain));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('finds the read model of spaces altered', async () => {
    await catchUp(spacesProjection, readModels, store);
    alter(memory, 'space_v1', 'ws', { name: 'Forged' });
    const { comparison } = await rebuild(spacesProjection, { store, readModels });
    expect(comparison?.differences).toStrictEqual([{ collection: 'space_v1', id: 'ws', kind: 'altered' }]);
  });
});
