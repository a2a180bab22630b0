import type { EventType, StoredEvent } from '#event-catalog';
import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import { eventNamed } from './automation.js';

type OfType<T extends EventType> = Extract<StoredEvent, { readonly type: T }>;

/** The event that a job was derived from: the job's data holds its `stream` and `revision`. */
export const eventOfJob = async <T extends EventType>(store: EventStore, job: Job, type: T): Promise<OfType<T>> => {
  const event = await eventNamed(store, job);
  if (event.type !== type) throw new Error(`the job ${job.id} names a ${event.type}, not a ${type}`);
  return event as OfType<T>;
};
