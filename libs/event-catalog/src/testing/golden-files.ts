import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, type EncodedEvent } from '../codec.js';
import type { EventType, StoredEvent } from '../events.js';
import { CURRENT_VERSION, EVENTS, type Events } from '../registry.js';
import type { DataIn } from '../schemas/agreement.js';

const folder = join(__dirname, '../golden');

export interface StoredVersion {
  readonly type: EventType;
  readonly version: number;
  /** `SeatsChanged.v1` */
  readonly name: VersionName;
}

/** The name of one version of one type, such as `SeatsChanged.v1`. */
export type VersionName = {
  [T in keyof Events]: `${T}.v${keyof Events[T]['versions'] & number}`;
}[keyof Events];

/** The event that a version is read as. */
export type ReadAs<Name extends VersionName> = Name extends `${infer T extends EventType}.v${number}`
  ? Extract<StoredEvent, { readonly type: T }>
  : never;

/** Every version of every type that a store can hold. */
export const STORED_VERSIONS: readonly StoredVersion[] = Object.entries(EVENTS).flatMap(([type, { versions }]) =>
  Object.keys(versions).map((version) => ({
    type: type as EventType,
    version: Number(version),
    name: `${type}.v${version}` as VersionName,
  })),
);

const RECORDS = ['checksums.json', 'shapes.json'] as const;

export const goldenFiles = (): string[] => readdirSync(folder).filter((file) => !RECORDS.some((name) => name === file));

export const sha256Of = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');

const jsonOf = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** SHA-256, in hex: of each golden file, and of the shape of each version, as they were when they were written. */
export const recorded = (file: (typeof RECORDS)[number]): Readonly<Record<string, string>> =>
  jsonOf(file) as Record<string, string>;

/** An event as a store holds it. */
export const goldenEvent = (type: string, version: number): EncodedEvent =>
  jsonOf(`${type}.v${version}.json`) as EncodedEvent;

/** The data of a golden event, as the schema of its version types it: what an expectation of an upcaster starts from. */
export const goldenData = <T extends keyof Events, V extends keyof Events[T]['versions'] & number>(
  type: T,
  version: V,
): DataIn<Events, T, V> => goldenEvent(type, version).data as DataIn<Events, T, V>;

/** Golden events of these versions, each decoded to the current one. */
export const told = <Name extends VersionName>(names: readonly Name[]): ReadAs<Name>[] =>
  names.map((name) => {
    const [type = '', version] = name.split('.v');
    return decode<ReadAs<Name>>(goldenEvent(type, Number(version)));
  });

/** The golden event of the current version, decoded. */
export const golden = <T extends EventType>(type: T): Extract<StoredEvent, { readonly type: T }> =>
  decode(goldenEvent(type, CURRENT_VERSION[type]));
