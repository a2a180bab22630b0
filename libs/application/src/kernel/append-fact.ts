import { encode, type StoredEvent } from '#event-catalog';
import {
  chain,
  type EventStore,
  NO_STREAM,
  type AppendResult,
  type EventMetadata,
  type RecordedEvent,
} from '#event-store';

interface FactToAppend {
  readonly id: string;
  readonly event: StoredEvent;
  readonly metadata: Omit<EventMetadata, 'hash' | 'previousHash'>;
}

/**
 * Appends one fact after `last`, the present end of its stream (null when it is new), without a decision.
 * @throws WrongExpectedRevision when the stream ends elsewhere by now.
 */
export const appendFact = (
  store: EventStore,
  stream: string,
  last: RecordedEvent | null,
  { id, event, metadata }: FactToAppend,
): Promise<AppendResult> => {
  const chained = chain(stream, [{ id, ...encode(event), metadata }], last?.metadata.hash ?? '');
  return store.append(stream, chained, last?.revision ?? NO_STREAM);
};
