import { StreamNotFoundError, type StreamingRead } from '@eventstore/db-client';
import { NoAnswer } from './deadline.js';
import type { StoredEvent } from './encoding.js';

/** What the client gives for each event of a read: links, which we do not follow, have none of their own. */
export interface Resolved {
  readonly event?: StoredEvent;
}

/** No event where there is one at least, and no word that there is none: the server has ended the read too early. */
export class ReadEndedEarly extends Error {
  constructor(stream: string) {
    super(`EventStoreDB ended a read of ${stream} before its first event`);
    this.name = new.target.name;
  }
}

const ignore = (): void => undefined;

/**
 * All events of one read, or an error: the client itself sets no deadline to a read, and nothing of a read that was
 * given up may stay open.
 */
export const readPage = async (open: () => StreamingRead<Resolved>, timeoutMs: number): Promise<StoredEvent[]> => {
  const reading = open();
  // What the client reports after the read was given up would end the process if nobody listened.
  reading.on('error', ignore);
  const timer = setTimeout(() => reading.destroy(new NoAnswer('a read', timeoutMs)), timeoutMs);
  const events: StoredEvent[] = [];
  try {
    for await (const { event } of reading as AsyncIterable<Resolved>) if (event) events.push(event);
    return events;
  } catch (error) {
    reading.cancel().catch(ignore);
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** One page of a stream; empty when the stream does not exist. */
export const readStreamPage = async (
  stream: string,
  open: () => StreamingRead<Resolved>,
  options: { readonly timeoutMs: number; readonly hasFirst: boolean },
): Promise<StoredEvent[]> => {
  try {
    const events = await readPage(open, options.timeoutMs);
    if (options.hasFirst && events.length === 0) throw new ReadEndedEarly(stream);
    return events;
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  }
};
