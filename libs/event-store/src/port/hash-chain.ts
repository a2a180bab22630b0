import { createHash } from 'node:crypto';
import type { EventMetadata, EventToAppend, RecordedEvent } from './event-store.js';

/** Everything about an event but its hash and its place in the store. */
export interface UnchainedEvent extends Omit<EventToAppend, 'metadata'> {
  readonly metadata: Omit<EventMetadata, 'hash' | 'previousHash'>;
}

/** Works on what `JSON.stringify` would store (dates as text, undefined members left out), so a stored event hashes alike. */
const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** JSON with the keys of every object in one order, so that equal values have equal text. */
export const canonicalJson = (value: object): string => JSON.stringify(value, sortKeys);

/** SHA-256, in hex, of stream, id, type, version, data and metadata, chained to the hash of the event before. */
export const hashOf = (stream: string, event: UnchainedEvent, previousHash: string): string => {
  const { id, type, version, data, metadata } = event;
  return createHash('sha256')
    .update(canonicalJson({ stream, id, type, version, data, metadata, previousHash }))
    .digest('hex');
};

/** Chains new events of a stream to its last hash ('' for a new stream). */
export const chain = (stream: string, events: readonly UnchainedEvent[], lastHash: string): EventToAppend[] => {
  let previousHash = lastHash;
  return events.map((event) => {
    const hash = hashOf(stream, event, previousHash);
    const chained = { ...event, metadata: { ...event.metadata, hash, previousHash } };
    previousHash = hash;
    return chained;
  });
};

/** Whether an event is what was chained after `previousHash`: false when any part of either was changed since. */
export const isChained = (event: RecordedEvent, previousHash: string): boolean => {
  const { hash, previousHash: recordedPrevious, ...metadata } = event.metadata;
  return recordedPrevious === previousHash && hash === hashOf(event.stream, { ...event, metadata }, previousHash);
};
