import { createHash } from 'node:crypto';
import type { EventMetadata, EventToAppend, RecordedEvent } from './event-store.js';

/** Everything about an event but its hash and its place in the store. */
export interface UnchainedEvent extends Omit<EventToAppend, 'metadata'> {
  readonly metadata: Omit<EventMetadata, 'hash' | 'previousHash'>;
}

/** JSON with the keys of every object in order, so that equal values have equal text. Undefined members are left out. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};

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
