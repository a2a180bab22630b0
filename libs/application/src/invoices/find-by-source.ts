import { NO_STREAM, type EventStore, type Position, type RecordedEvent } from '#event-store';

/**
 * The document that was issued for the fact at a position; null when its series has none. A series is in the order of
 * the facts, so it is halved until the document is found.
 */
export const findBySource = async (
  store: EventStore,
  stream: string,
  source: Position,
): Promise<RecordedEvent | null> => {
  let low = 0;
  let high = (await store.readLast(stream))?.revision ?? NO_STREAM;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const [document] = await store.readStream(stream, { fromRevision: middle, maxCount: 1 });
    const found = document?.metadata.sourcePosition;
    if (document === undefined || found === undefined)
      throw new Error(`${stream} has no document with a source at ${middle}: verify the event store`);
    if (found === source) return document;
    if (found < source) low = middle + 1;
    else high = middle - 1;
  }
  return null;
};
