import type { StoredEvent } from './events.js';
import { CURRENT_VERSION, isStored } from './registry.js';
import { UnknownEvent } from './unknown-event.js';
import { upcast } from './upcasters.js';
import { validate } from './validation.js';

/** What a store keeps of an event, beside its place and metadata. */
export interface EncodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

/**
 * The event in its current version, as it is stored.
 * @throws InvalidEvent for data that does not fit the schema of that version; nothing was written then.
 */
export const encode = (event: StoredEvent): EncodedEvent => {
  const { type, data } = event;
  const version = CURRENT_VERSION[type];
  validate(type, version, data);
  return { type, version, data };
};

/**
 * The event in its current version, older ones brought up step by step. The caller names the events that the stream
 * can hold: nothing else is ever written to it. What is stored was checked when it was written, so a replay does not
 * check it again; `validate` does, for whoever audits a store.
 * @throws UnknownEvent for a type or version that is not in the catalogue.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast, made in this one place
export const decode = <E extends StoredEvent = StoredEvent>({ type, version, data }: EncodedEvent): E => {
  if (!isStored(type, version)) throw new UnknownEvent(type, version);
  return { type, data: upcast({ type, version, data }, CURRENT_VERSION[type]) } as E;
};
