import { jsonEvent, type AllStreamResolvedEvent, type JSONEventData, type ResolvedEvent } from '@eventstore/db-client';
import { deriveUuid } from '#platform';
import {
  checkSize,
  toJson,
  type EventMetadata,
  type EventToAppend,
  type Position,
  type RecordedEvent,
} from '../index.js';
import type { Namespace } from './namespace.js';
import { toPosition } from './positions.js';

/** An event of an append of several: its number among them, from 0, and its own id. */
interface BatchPlace {
  readonly id: string;
  readonly number: number;
  readonly size: number;
}

/** What the metadata of every event of ours says about it besides the metadata itself. */
interface Envelope {
  readonly version: number;
  /** Whose it is, on a server with several. A name alone could also be that of a stream of another. */
  readonly namespace?: string;
  readonly batch?: BatchPlace;
}

type StoredMetadata = EventMetadata & { readonly quittance: Envelope };

/** What the client gives for an event, whoever wrote it. */
export type StoredEvent = NonNullable<(ResolvedEvent | AllStreamResolvedEvent)['event']>;

/**
 * The id under which EventStoreDB knows an event. It takes a part of an append, with the same ids at the same place,
 * for a repetition of it; ids that depend on the length of the append and on the place in it make it refuse that.
 * An append of one event, which most are, keeps its id.
 */
const storedId = ({ id }: EventToAppend, number: number, size: number): string =>
  size === 1 ? id : deriveUuid('eventstoredb', id, number, size);

interface Place {
  readonly number: number;
  readonly size: number;
  readonly namespace: Namespace;
}

const envelopeOf = ({ id, version }: EventToAppend, { number, size, namespace: { name } }: Place): Envelope => ({
  version,
  ...(size > 1 && { batch: { id, number, size } }),
  ...(name !== '' && { namespace: name }),
});

/** An event as it is sent, and the texts that count for the size of the append. */
const encode = (event: EventToAppend, place: Place) => {
  const data = toJson(event, event.data);
  const metadata = toJson(event, { ...event.metadata, quittance: envelopeOf(event, place) });
  return {
    // Parsed again, so that the event stays what it is now whatever its owner does to it while it waits.
    event: jsonEvent({
      id: storedId(event, place.number, place.size),
      type: event.type,
      data: JSON.parse(data) as Record<string, unknown>,
      metadata: JSON.parse(metadata) as Record<string, unknown>,
    }),
    // The server counts a type with two bytes for each character.
    texts: [data, metadata, event.type, event.type],
  };
};

/** @throws RangeError when the events are not JSON, or too large for one append. */
export const encodeAll = (
  stream: string,
  events: readonly EventToAppend[],
  namespace: Namespace,
): readonly JSONEventData[] => {
  const encoded = events.map((event, number) => encode(event, { number, size: events.length, namespace }));
  checkSize(
    stream,
    encoded.flatMap(({ texts }) => texts),
  );
  return encoded.map(({ event }) => event);
};

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

const isStoredMetadata = (metadata: unknown): metadata is Pick<StoredMetadata, 'quittance'> =>
  isObject(metadata) && 'quittance' in metadata && isObject(metadata.quittance);

export const positionOf = ({ position }: StoredEvent): Position => {
  if (position === undefined) throw new Error('EventStoreDB gives no positions: run version 22.6 or a newer one');
  return toPosition(position);
};

/** Null for what the system wrote, another program that shares the server, or another namespace. */
export const decode = (stored: StoredEvent, namespace: Namespace): RecordedEvent | null => {
  const { streamId, id, type, data, metadata: storedMetadata, revision } = stored;
  if (streamId.startsWith('$') || !isStoredMetadata(storedMetadata)) return null;
  const { quittance, ...metadata } = storedMetadata as unknown as StoredMetadata;
  const stream = namespace.known(streamId);
  if (stream === null || (quittance.namespace ?? '') !== namespace.name) return null;
  return {
    stream,
    revision: Number(revision),
    position: positionOf(stored),
    id: quittance.batch?.id ?? id,
    type,
    version: quittance.version,
    data: data as object,
    metadata,
  };
};

/** An event of a stream of ours, where every one must be ours. */
export const decodeOurs = (stored: StoredEvent, namespace: Namespace): RecordedEvent => {
  const event = decode(stored, namespace);
  if (event) return event;
  const { streamId, revision } = stored;
  throw new Error(`Event ${revision} of ${streamId} was not written by Quittance: give it an EventStoreDB of its own`);
};
