import { CURRENT_VERSION, type EventType, type StoredEvent } from './events.js';
import { UnknownEvent } from './unknown-event.js';
import { upcast } from './upcasters.js';

/** What a store keeps of an event, beside its place and metadata. */
export interface EncodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

const isKnown = (type: string): type is EventType => Object.hasOwn(CURRENT_VERSION, type);

const isReadable = (type: EventType, version: number): boolean =>
  Number.isInteger(version) && version >= 1 && version <= CURRENT_VERSION[type];

export const encode = (event: StoredEvent): EncodedEvent => ({
  type: event.type,
  version: CURRENT_VERSION[event.type],
  data: event.data,
});

/**
 * The event in its current version, older ones brought up step by step. The caller names the events that the stream
 * can hold: nothing else is ever written to it.
 * @throws UnknownEvent for a type or version that is not in the catalogue.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast, made in this one place
export const decode = <E extends StoredEvent = StoredEvent>({ type, version, data }: EncodedEvent): E => {
  if (!isKnown(type) || !isReadable(type, version)) throw new UnknownEvent(type, version);
  return { type, data: upcast({ type, version, data }, CURRENT_VERSION[type]) } as E;
};
