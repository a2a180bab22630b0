import { CURRENT_VERSION, type EventType, type StoredEvent } from './events.js';
import { UPCASTERS } from './upcasters.js';

/** What a store keeps of an event, beside its place and metadata. */
export interface EncodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

/** The store holds an event that this release does not know: it was written by a newer one. */
export class UnknownEvent extends Error {
  readonly code = 'event_catalog.unknown_event';
  constructor(type: string, version: number) {
    super(
      `no reader for ${type} version ${version}: the store was written by a newer release; start that release instead`,
    );
    this.name = new.target.name;
  }
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
  let current = data;
  for (let from = version; from < CURRENT_VERSION[type]; from += 1) {
    const upcast = UPCASTERS[`${type}.v${from}`];
    if (upcast === undefined) throw new UnknownEvent(type, from);
    current = upcast(current);
  }
  return { type, data: current } as E;
};
