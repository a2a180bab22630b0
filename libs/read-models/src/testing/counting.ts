import { BEGINNING, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { GenerationalReadModelStore, ownersIn } from '../generations/index.js';
import { Documents } from '../port/documents.js';
import type { Projection } from '../port/projection.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { PROJECTIONS } from '../projector/projections.js';
import { BillingStory } from './billing-story.js';
import { MemoryReadModelStore, type SharedMemory } from './memory-read-model-store.js';

interface Count {
  readonly count: number;
  readonly position: Position;
}

export const counts = new Documents<Count>({ name: 'count', version: 1 });
export const seen = new Documents<{ readonly type: string }>({
  name: 'seen',
  version: 1,
  keys: ({ type }) => ({ type }),
});

/** Shows at once when an event is missing, counted twice, or not of the same generation as the others. */
export const counting: Projection = {
  name: 'counting',
  version: 1,
  collections: [counts.collection, seen.collection],
  project: ({ event, recorded }) => [
    counts.update('all', (before) => ({ count: (before?.count ?? 0) + 1, position: recorded.position })),
    seen.update(recorded.position, () => ({ type: event.type })),
  ],
};

const story = new BillingStory()
  .workspace('ws', 'ann', 'bob', 'cleo')
  .upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 });

/** A history of several pages. */
export const history: readonly RecordedEvent[] = story.members('ws', 'ann', 'dan', 'eve', 'fay', 'gus').events;

export const owners = ownersIn([counting, ...PROJECTIONS]);
export const generational = (memory: SharedMemory): GenerationalReadModelStore =>
  new GenerationalReadModelStore(new MemoryReadModelStore(memory), owners);

/** Gives a projection every event that it has not taken. */
export const catchUp = async (projection: Projection, readModels: ReadModelStore, store: EventStore): Promise<void> => {
  const runner = new ProjectionRunner(projection, readModels);
  for (let after = await runner.checkpoint(); ;) {
    const events = await store.readAll(after, 500);
    const last = events.at(-1);
    if (last === undefined) return;
    await runner.handle(events);
    after = last.position;
  }
};

/** Every document with its keys. */
export const documentsOf = async (projection: Projection, readModels: ReadModelStore): Promise<unknown> =>
  Promise.all(projection.collections.map((collection) => readModels.scan({ collection, limit: 10_000 })));

/** What the events make of a projection that was never rebuilt. */
export const plainly = async (projection: Projection, events: readonly RecordedEvent[]): Promise<unknown> => {
  const plain = new MemoryReadModelStore();
  await new ProjectionRunner(projection, plain).handle(events);
  return documentsOf(projection, plain);
};

/** What nobody may do: changes a stored document by hand. */
export const alter = (memory: SharedMemory, collection: string, id: string, document: object | null): void => {
  const stored = memory.stored.get(`${collection}\0${id}`);
  const write = { collection, id, document, ...(stored?.keys && { keys: stored.keys }) };
  memory.model.commit({ projection: '', after: BEGINNING, position: BEGINNING, writes: [write] });
  if (document === null) memory.stored.delete(`${collection}\0${id}`);
  else memory.stored.set(`${collection}\0${id}`, { ...write, document });
};

/** As they are stored. */
export const collectionsIn = (memory: SharedMemory): string[] => [
  ...new Set([...memory.stored.values()].map(({ collection }) => collection)),
];
