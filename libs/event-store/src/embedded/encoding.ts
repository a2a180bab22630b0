import {
  BEGINNING,
  checkSize,
  toJson,
  type EventMetadata,
  type EventToAppend,
  type Position,
  type RecordedEvent,
} from '../index.js';

/** An event as its row holds it, but for its place. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
}

export interface EventRow extends EncodedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
}

/** Enough digits for any SQLite rowid, so that positions sort as strings. */
const POSITION_DIGITS = 20;
const POSITION = /^\d{20}$/;

export const toPosition = (row: number): Position =>
  row === 0 ? BEGINNING : (String(row).padStart(POSITION_DIGITS, '0') as Position);

/** @throws RangeError when the position is not one that this store gave. */
export const toRow = (position: Position): number => {
  if (position === BEGINNING) return 0;
  if (!POSITION.test(position)) {
    throw new RangeError(
      `${JSON.stringify(position)} is no position of this event store: use BEGINNING or one that it gave`,
    );
  }
  return Number(position);
};

/**
 * Metadata is stored as a list without names, a fifth of an event's size less. Files hold lists in this order, so a new
 * member goes to the end.
 */
type MetadataList = readonly [
  commandId: string,
  correlationId: string,
  causationId: string,
  actorId: string,
  actorRole: string,
  recordedAt: string,
  hash: string,
  previousHash: string,
  sourcePosition?: Position | null,
  requestHash?: string | null,
];

const listOf = (metadata: EventMetadata): readonly (string | undefined)[] => {
  const { commandId, correlationId, causationId, actor, recordedAt, hash, previousHash } = metadata;
  const { sourcePosition, requestHash } = metadata;
  const required = [commandId, correlationId, causationId, actor.id, actor.role, recordedAt, hash, previousHash];
  if (requestHash !== undefined) return [...required, sourcePosition, requestHash];
  return sourcePosition === undefined ? required : [...required, sourcePosition];
};

const parseMetadata = (text: string): EventMetadata => {
  const list = JSON.parse(text) as MetadataList;
  const [commandId, correlationId, causationId, id, role, recordedAt, hash, previousHash] = list;
  const metadata = { commandId, correlationId, causationId, actor: { id, role }, recordedAt, hash, previousHash };
  const sourcePosition = list[8] ?? undefined;
  const requestHash = list[9] ?? undefined;
  if (sourcePosition === undefined && requestHash === undefined) return metadata;
  return {
    ...metadata,
    ...(sourcePosition !== undefined && { sourcePosition }),
    ...(requestHash !== undefined && { requestHash }),
  };
};

const encode = (event: EventToAppend): EncodedEvent => ({
  id: event.id,
  type: event.type,
  version: event.version,
  data: toJson(event, event.data),
  metadata: toJson(event, listOf(event.metadata)),
});

/** @throws RangeError when the events are not JSON, or too large for one append. */
export const encodeAll = (stream: string, events: readonly EventToAppend[]): readonly EncodedEvent[] => {
  const encoded = events.map(encode);
  checkSize(
    stream,
    encoded.flatMap(({ data, metadata }) => [data, metadata]),
  );
  return encoded;
};

export const decode = (row: EventRow): RecordedEvent => ({
  stream: row.stream,
  revision: row.revision,
  position: toPosition(row.position),
  id: row.id,
  type: row.type,
  version: row.version,
  data: JSON.parse(row.data) as object,
  metadata: parseMetadata(row.metadata),
});
