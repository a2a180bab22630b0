import type { EventType, StoredEvent } from '#event-catalog';
import { decode } from '#event-catalog';
import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import { idIn } from './automation.js';

type OfType<T extends EventType> = Extract<StoredEvent, { readonly type: T }>;

/** The event that a job was derived from: the job's data holds its `stream` and `revision`. */
export const eventOfJob = async <T extends EventType>(store: EventStore, job: Job, type: T): Promise<OfType<T>> => {
  const { revision } = job.data;
  const [recorded] = await store.readStream(idIn(job, 'stream'), { fromRevision: Number(revision), maxCount: 1 });
  if (recorded === undefined) throw new Error(`the job ${job.id} names no event: derive it again from the events`);
  const event = decode(recorded);
  if (event.type !== type) throw new Error(`the job ${job.id} names a ${event.type}, not a ${type}`);
  return event as OfType<T>;
};
