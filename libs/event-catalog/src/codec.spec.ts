import { decode, encode } from './codec.js';
import { CURRENT_VERSION } from './events.js';
import {
  goldenEvent,
  goldenFileOf,
  goldenFiles,
  recordedChecksums,
  sha256Of,
  STORED_VERSIONS,
} from './testing/index.js';
import { UnknownEvent } from './unknown-event.js';
import { upcast, UPCASTERS } from './upcasters.js';

const NEVER_EDIT =
  'was edited. What is stored never changes: restore the file, and write the new shape as the next version ' +
  '(CONTRIBUTING.md, "Add an event version")';

describe('golden files', () => {
  it('there is one for every version of every event type, and no other', () =>
    expect(goldenFiles().sort()).toStrictEqual(
      STORED_VERSIONS.map(({ type, version }) => goldenFileOf(type, version)).sort(),
    ));

  it('each has its checksum recorded, and no file is missing', () => {
    const recorded = Object.keys(recordedChecksums());
    const unrecorded = goldenFiles().filter((file) => !recorded.includes(file));
    expect(unrecorded.map((file) => `add "${file}": "${sha256Of(file)}" to checksums.json`)).toStrictEqual([]);
    expect(recorded.filter((file) => !goldenFiles().includes(file))).toStrictEqual([]);
  });

  it('none was edited since it was written', () => {
    const edited = Object.entries(recordedChecksums()).filter(([file, checksum]) => sha256Of(file) !== checksum);
    expect(edited.map(([file]) => `${file} ${NEVER_EDIT}`)).toStrictEqual([]);
  });

  it.each(STORED_VERSIONS)('$type.v$version.json holds that type and version', ({ type, version }) =>
    expect(goldenEvent(type, version)).toMatchObject({ type, version }),
  );
});

describe('the codec', () => {
  const current = STORED_VERSIONS.filter(({ type, version }) => version === CURRENT_VERSION[type]);

  it.each(current)('decodes $type version $version to exactly what is stored', ({ type, version }) => {
    const stored = goldenEvent(type, version);
    expect(decode(stored)).toStrictEqual({ type, data: stored.data });
  });

  it.each(current)('encodes $type version $version to exactly what is stored', ({ type, version }) => {
    const stored = goldenEvent(type, version);
    expect(encode(decode(stored))).toStrictEqual(stored);
  });

  it('does not change what it reads', () => {
    const stored = goldenEvent('SeatsChanged', 1);
    decode(stored);
    expect(stored).toStrictEqual(goldenEvent('SeatsChanged', 1));
  });

  it.each(['SeatsDoubled', 'seatsChanged', '', 'constructor', '__proto__'])('refuses the unknown type %j', (type) => {
    const read = () => decode({ type, version: 1, data: {} });
    expect(read).toThrow(UnknownEvent);
    expect(read).toThrow(
      expect.objectContaining({
        code: 'event_catalog.unknown_event',
        message: `no reader for ${type} version 1: the store was written by a newer release; start that release instead`,
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, CURRENT_VERSION.SeatsChanged + 1])('refuses SeatsChanged version %d', (version) =>
    expect(() => decode({ ...goldenEvent('SeatsChanged', 1), version })).toThrow(
      `no reader for SeatsChanged version ${version}`,
    ),
  );
});

describe('upcasters', () => {
  it('there is one for every version before the current one, and no other', () =>
    expect(Object.keys(UPCASTERS).sort()).toStrictEqual(
      STORED_VERSIONS.filter(({ type, version }) => version < CURRENT_VERSION[type])
        .map(({ type, version }) => `${type}.v${version}`)
        .sort(),
    ));

  const upcasters = {
    'Counted.v1': (data: object) => ({ ...data, second: true }),
    'Counted.v2': (data: object) => ({ ...data, third: true }),
  };

  it.each([
    [1, { first: true, second: true, third: true }],
    [2, { first: true, third: true }],
    [3, { first: true }],
  ])('bring version %i up step by step to the current one', (version, data) =>
    expect(upcast({ type: 'Counted', version, data: { first: true } }, 3, upcasters)).toStrictEqual(data),
  );

  it('say which one is missing', () =>
    expect(() => upcast({ type: 'Counted', version: 1, data: {} }, 4, upcasters)).toThrow(
      'Counted version 3 cannot be read: add its upcaster to upcasters.ts',
    ));
});
