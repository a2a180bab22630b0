import { randomUUID } from 'node:crypto';
import {
  BATCH_SIZE_MAX,
  type EventMetadata,
  type EventStore,
  type EventToAppend,
  type Position,
  type RecordedEvent,
} from '../index.js';

export const TEST_METADATA: EventMetadata = {
  commandId: 'command-1',
  correlationId: 'correlation-1',
  causationId: 'causation-1',
  actor: { id: 'mem_1', role: 'billingOwner' },
  recordedAt: '2026-04-16T00:00:00.000Z',
  hash: 'b'.repeat(64),
  previousHash: 'a'.repeat(64),
};

/** A stream that no other test writes to: the store of a real server is never empty. */
export const newStream = (): string => `contract-${randomUUID()}`;

export const testEvent = (n: number, changes: Partial<EventToAppend> = {}): EventToAppend => ({
  id: randomUUID(),
  type: 'Numbered',
  version: 1,
  data: { n },
  metadata: TEST_METADATA,
  ...changes,
});

/** Events numbered from `from`, `count` of them. */
export const testEvents = (count: number, from = 0): EventToAppend[] =>
  Array.from({ length: count }, (_, index) => testEvent(from + index));

export const numbersOf = (events: readonly RecordedEvent[]): number[] =>
  events.map(({ data }) => (data as { n: number }).n);

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** Every event after a position, in pages. */
export const readEverything = async (store: EventStore, after: Position, pageSize = 100): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.readAll(events.at(-1)?.position ?? after, pageSize);
    if (page.length === 0) return events;
    events.push(...page);
  }
};

interface Wanted {
  readonly after: Position;
  /** The subscription is aborted when so many events of these streams have come. */
  readonly count: number;
  readonly streams: readonly string[];
  readonly batchSize?: number;
}

/** The batches of a subscription, other streams left out, until enough events have come. */
export const collect = async (store: EventStore, wanted: Wanted): Promise<RecordedEvent[][]> => {
  const { after, count, streams, batchSize = BATCH_SIZE_MAX } = wanted;
  const stop = new AbortController();
  const batches: RecordedEvent[][] = [];
  for await (const batch of store.subscribe({ after, signal: stop.signal, batchSize })) {
    batches.push(batch.filter(({ stream }) => streams.includes(stream)));
    if (batches.flat().length >= count) stop.abort();
  }
  return batches;
};
