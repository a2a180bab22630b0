import { NO_STREAM, type EventToAppend } from './event-store.js';

/** An EventStoreDB server takes no more in one append, so no adapter does. */
export const APPEND_BYTES_MAX = 1_000_000;
export const STREAM_NAME_MAX = 200;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A control character, half of a surrogate pair, or the `$` that EventStoreDB keeps for itself. */
const UNSTORABLE_NAME = /^\$|[\p{Cc}\p{Cs}]/u;

const checkName = (kind: string, name: string): void => {
  if (name === '' || name.length > STREAM_NAME_MAX || UNSTORABLE_NAME.test(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} is no name of ${kind}: take 1 to ${STREAM_NAME_MAX} characters, ` +
        'no control characters, and no $ at the beginning',
    );
  }
};

const checkIds = (ids: readonly string[]): void => {
  const wrong = ids.find((id) => !UUID.test(id));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong)} is no event id: derive a UUID in lower case`);
  if (new Set(ids).size < ids.length)
    throw new RangeError('Two events of one append have the same id: derive one for each');
};

/**
 * What every adapter refuses before it writes: an append that is empty, or that only some stores could hold.
 * @throws RangeError
 */
export const checkAppend = (stream: string, events: readonly EventToAppend[], expectedRevision: number): void => {
  checkName('a stream', stream);
  if (events.length === 0) throw new RangeError(`An append to ${stream} has no events: leave the append out`);
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new RangeError(`${expectedRevision} is no revision of ${stream}: expect NO_STREAM or the revision last read`);
  }
  events.forEach(({ type }) => checkName('an event type', type));
  checkIds(events.map(({ id }) => id));
};

/**
 * Data or metadata as it is stored.
 * @throws RangeError when the value is not JSON: a bigint or a cycle in it.
 */
export const toJson = (event: EventToAppend, part: object): string => {
  try {
    return JSON.stringify(part);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`${event.type} cannot be stored as JSON: ${reason}. Write big numbers as strings`, { cause });
  }
};

/** @throws RangeError when the JSON texts of one append are more than `APPEND_BYTES_MAX` together. */
export const checkSize = (stream: string, texts: readonly string[]): void => {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > APPEND_BYTES_MAX) {
    throw new RangeError(
      `An append to ${stream} has ${bytes} bytes, more than ${APPEND_BYTES_MAX}: append in several steps`,
    );
  }
};
