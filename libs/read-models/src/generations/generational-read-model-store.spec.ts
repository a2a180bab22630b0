import { BEGINNING, type Position } from '#event-store';
import { checkpointName } from '../port/projection.js';
import { CheckpointConflict, type ProjectionCommit } from '../port/read-model-store.js';
import { catchUp, counting, counts, history, owners } from '../testing/counting.js';
import { MemoryReadModelStore, SharedMemory } from '../testing/memory-read-model-store.js';
import { RecordedEvents } from '../testing/recorded-events.js';
import { GenerationSealed } from './generation-view.js';
import { GenerationalReadModelStore } from './index.js';

const name = checkpointName(counting);
const head = history.at(-1)!.position;
const [first] = history;

/** Lets something happen just before a commit. */
class Interrupted extends MemoryReadModelStore {
  before: (() => Promise<unknown>) | null = null;
  override async commit(commit: ProjectionCommit): Promise<void> {
    const before = this.before;
    this.before = null;
    await before?.();
    await super.commit(commit);
  }
}

describe('read models with generations', () => {
  let memory: SharedMemory;
  let inner: Interrupted;
  let readModels: GenerationalReadModelStore;
  beforeEach(async () => {
    memory = new SharedMemory();
    inner = new Interrupted(memory);
    readModels = new GenerationalReadModelStore(inner, owners);
    const events = new RecordedEvents([...history]);
    await catchUp(counting, readModels, events);
    await readModels.registry.update(name, (before) => ({ ...before, latest: 1, others: [1] }));
    await catchUp(counting, readModels.generation(name, 1), events);
  });

  const live = { generation: 0, position: head };
  const next = { generation: 1, position: head };

  it('are switched where both generations are said to be, and answer which are of no use then', async () => {
    expect(await readModels.switchOver(name, live, next)).toStrictEqual([0]);
    expect(await readModels.registry.live(name)).toBe(1);
  });

  it.each([
    ['the live one has gone on', { ...live, position: first!.position }, next],
    ['the new one was begun anew', live, { ...next, position: first!.position }],
  ])('are not switched when %s', async (_, from, to) => {
    await expect(readModels.switchOver(name, from, to)).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await readModels.registry.live(name)).toBe(0);
    expect(await readModels.checkpoint(name)).toBe(head);
  });

  it('are not switched from a generation that is live no more', async () => {
    await readModels.switchOver(name, live, next);
    await expect(readModels.switchOver(name, live, { ...next, generation: 2 })).rejects.toBeInstanceOf(
      GenerationSealed,
    );
    expect(await readModels.registry.live(name)).toBe(1);
  });

  it('lose no generation that another rebuild takes at the moment of the switch', async () => {
    inner.before = () =>
      readModels.registry.update(name, (before) => ({ ...before, latest: 2, others: [...before.others, 2] }));
    await expect(readModels.switchOver(name, live, next)).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await readModels.switchOver(name, live, next)).toStrictEqual([2, 0]);
    expect(await readModels.registry.read(name)).toMatchObject({ generations: { live: 1, latest: 2 } });
  });

  it('let nobody write a generation that was retired, not even from the beginning', async () => {
    await readModels.retire(name, 1, counting.collections);
    const write = { collection: counts.collection, id: 'all', document: {} };
    const retired = readModels.generation(name, 1);
    const commit = { projection: name, after: BEGINNING, position: head, writes: [write] };
    await expect(retired.commit(commit)).rejects.toBeInstanceOf(GenerationSealed);
    await expect(retired.checkpoint(name)).rejects.toBeInstanceOf(GenerationSealed);
    expect(await retired.get(counts.collection, 'all')).toBeNull();
  });

  it('forget also what was written between the deletion and the seal', async () => {
    const late = { ...{ projection: `${name}~1`, after: BEGINNING, position: head }, writes: [] };
    inner.before = () => new MemoryReadModelStore(memory).commit(late);
    await readModels.retire(name, 1, counting.collections);
    await expect(readModels.generation(name, 1).checkpoint(name)).rejects.toBeInstanceOf(GenerationSealed);
  });

  it('are read in the new generation as soon as the knowledge of the old one is too old', async () => {
    let nowMs = 0;
    const reader = new GenerationalReadModelStore(inner, owners, { cacheMs: 500, nowMs: () => nowMs });
    const count = async (): Promise<number | undefined> => (await counts.get(reader, 'all'))?.count;
    expect(await count()).toBe(history.length);
    const changed = { collection: counts.collection, id: 'all', document: { count: -1 } };
    const at = 'z' as Position;
    await readModels.generation(name, 1).commit({ projection: name, after: head, position: at, writes: [changed] });
    await readModels.switchOver(name, live, { ...next, position: at });
    nowMs = 499;
    expect(await count()).toBe(history.length);
    nowMs = 500;
    expect(await count()).toBe(-1);
  });

  it('are read in the new generation where a projector of the same process goes on from it', async () => {
    const reader = new GenerationalReadModelStore(inner, owners, { cacheMs: 1_000_000 });
    await counts.get(reader, 'all');
    const changed = { collection: counts.collection, id: 'all', document: { count: -1 } };
    const at = 'z' as Position;
    await readModels.generation(name, 1).commit({ projection: name, after: head, position: at, writes: [changed] });
    await readModels.switchOver(name, live, { ...next, position: at });
    expect((await counts.get(reader, 'all'))?.count).toBe(history.length);
    expect((await reader.begin(name)).position).toBe(at);
    expect((await counts.get(reader, 'all'))?.count).toBe(-1);
  });

  it('never answer a checkpoint of a generation that has ended', async () => {
    const reader = new GenerationalReadModelStore(inner, owners, { cacheMs: 1_000_000 });
    expect(await reader.checkpoint(name)).toBe(head);
    await readModels.switchOver(name, live, next);
    expect(await reader.checkpoint(name)).toBe(head);
  });

  it('ask again after a store that did not answer', async () => {
    const reader = new GenerationalReadModelStore(inner, owners);
    const get = inner.get.bind(inner);
    inner.get = () => Promise.reject(new Error('no disk'));
    await expect(counts.get(reader, 'all')).rejects.toThrow('no disk');
    inner.get = get;
    expect((await counts.get(reader, 'all'))?.count).toBe(history.length);
  });
});
