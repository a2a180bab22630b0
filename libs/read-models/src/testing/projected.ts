import type { RecordedEvent } from '#event-store';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { PROJECTIONS } from '../projector/projections.js';
import { MemoryReadModelStore } from './memory-read-model-store.js';
import type { ReadModelStore } from '../port/read-model-store.js';

/** Gives events to every projection, from wherever each is, in batches that end after the given numbers of events. */
export const projectInto = async <S extends ReadModelStore>(
  store: S,
  events: readonly RecordedEvent[],
  ends: readonly number[] = [],
): Promise<S> => {
  for (const projection of PROJECTIONS) {
    const runner = new ProjectionRunner(projection, store);
    const cuts = [...new Set([0, ...ends.filter((end) => end < events.length), events.length])].sort((a, b) => a - b);
    for (const [i, from] of cuts.slice(0, -1).entries()) await runner.handle(events.slice(from, cuts[i + 1]));
  }
  return store;
};

/** The read models of a history, as one batch made them. */
export const projected = (events: readonly RecordedEvent[]): Promise<MemoryReadModelStore> =>
  projectInto(new MemoryReadModelStore(), events);
