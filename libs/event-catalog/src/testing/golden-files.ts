import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EncodedEvent } from '../codec.js';
import { CURRENT_VERSION, type EventType, type StoredEvent } from '../events.js';
import { decode } from '../codec.js';

const folder = join(__dirname, '../golden');

/** Every version of every type that a store can hold. */
export const STORED_VERSIONS: readonly { readonly type: EventType; readonly version: number }[] = Object.entries(
  CURRENT_VERSION,
).flatMap(([type, current]) =>
  Array.from({ length: current }, (_, i) => ({ type: type as EventType, version: i + 1 })),
);

export const goldenFileOf = (type: string, version: number): string => `${type}.v${version}.json`;

const CHECKSUMS = 'checksums.json';

export const goldenFiles = (): string[] => readdirSync(folder).filter((name) => name !== CHECKSUMS);

export const sha256Of = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');

/** SHA-256, in hex, of each golden file as it was written. */
export const recordedChecksums = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, CHECKSUMS), 'utf8')) as Record<string, string>;

/** An event as a store holds it. */
export const goldenEvent = (type: string, version: number): EncodedEvent =>
  JSON.parse(readFileSync(join(folder, goldenFileOf(type, version)), 'utf8')) as EncodedEvent;

/** The golden event of the current version, decoded. */
export const golden = <T extends EventType>(type: T): Extract<StoredEvent, { readonly type: T }> =>
  decode(goldenEvent(type, CURRENT_VERSION[type]));
