import { CURRENT_VERSION, type Events } from './registry.js';
import type { OutdatedIn, UpcasterOf } from './schemas/agreement.js';
import { shapeOf } from './shape.js';
import { goldenData, goldenEvent, goldenFiles, recorded, sha256Of, STORED_VERSIONS } from './testing/index.js';
import { upcast, UPCASTERS, type Upcasters } from './upcasters.js';
import { validate } from './validation.js';

const NEVER_EDIT =
  'is not what was recorded. What is stored never changes: restore it, and write the new shape as the next version ' +
  '(CONTRIBUTING.md, "Add an event version")';

/** The term of all golden events of version 1, as version 2 tells it. */
const FIRST_TERM = { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'monthly' } as const;

/** What each upcaster makes of the golden file of its version, by hand: `{ ...goldenData('SeatsChanged', 1), … }`. */
const UPCAST: { readonly [V in OutdatedIn<Events>]: ReturnType<UpcasterOf<Events, V>> } = {
  'UpgradeRequested.v1': {
    ...goldenData('UpgradeRequested', 1),
    priced: { ...goldenData('UpgradeRequested', 1).priced, term: FIRST_TERM },
    supersedes: [],
  },
  'UpgradeFailed.v1': goldenData('UpgradeFailed', 1),
  'PlanUpgraded.v1': { ...goldenData('PlanUpgraded', 1), term: FIRST_TERM, credit: null, supersedes: [] },
  'SeatsChanged.v1': { ...goldenData('SeatsChanged', 1), term: FIRST_TERM },
  'PaidChangeRequested.v1': { ...goldenData('PaidChangeRequested', 1), newTerm: null, credit: null },
  'SubscriptionRenewed.v1': { ...goldenData('SubscriptionRenewed', 1), term: FIRST_TERM },
  'SubscriptionEnded.v1': {
    ...goldenData('SubscriptionEnded', 1),
    credit: null,
    writtenOff: 0,
    writtenOffInvoice: null,
    superseded: null,
  },
  // It failed on 1 May, the renewal day: it is tried again on the 4th, and for the last time on the 8th (D16).
  'RenewalPaymentFailed.v1': {
    ...goldenData('RenewalPaymentFailed', 1),
    retriesFailed: 0,
    nextRetryOn: '2026-05-04',
    endsOn: '2026-05-08',
  },
  'MailSent.v1': { ...goldenData('MailSent', 1), about: 'FA-2026-000003' },
};

const NAMES: readonly string[] = STORED_VERSIONS.map(({ name }) => name);

describe('golden files', () => {
  const checksums = recorded('checksums.json');

  it('there is one for every version of every event type, and no other', () =>
    expect(goldenFiles().sort()).toStrictEqual(NAMES.map((name) => `${name}.json`).sort()));

  it('each is recorded, and no recorded one is missing', () => {
    const missing = goldenFiles().filter((file) => !(file in checksums));
    expect(missing.map((file) => `${file} is new: npm run events:record`)).toStrictEqual([]);
    expect(Object.keys(checksums).filter((file) => !goldenFiles().includes(file))).toStrictEqual([]);
  });

  it('none was edited since it was written', () => {
    const edited = Object.entries(checksums).filter(([file, checksum]) => sha256Of(file) !== checksum);
    expect(edited.map(([file]) => `${file} ${NEVER_EDIT}`)).toStrictEqual([]);
  });

  it.each(STORED_VERSIONS)('$name.json holds that type and version, and fits its schema', ({ type, version }) => {
    const { type: storedType, version: storedVersion, data } = goldenEvent(type, version);
    expect([storedType, storedVersion]).toStrictEqual([type, version]);
    expect(() => validate(type, version, data)).not.toThrow();
  });
});

describe('the shapes of stored versions', () => {
  const shapes = recorded('shapes.json');

  it('are all recorded, and no other', () => {
    const missing = NAMES.filter((name) => !(name in shapes));
    expect(missing.map((name) => `${name} is new: npm run events:record`)).toStrictEqual([]);
    expect(Object.keys(shapes).filter((name) => !NAMES.includes(name))).toStrictEqual([]);
  });

  it('are what they were when they were recorded', () => {
    const changed = STORED_VERSIONS.filter(({ type, version, name }) => shapes[name] !== shapeOf(type, version));
    expect(changed.map(({ name }) => `${name} ${NEVER_EDIT}`)).toStrictEqual([]);
  });

  it('are told apart by what they accept, and by nothing else', () => {
    expect(shapeOf('UpgradeCompleted', 1)).toBe(shapeOf('CoverageEnded', 1));
    expect(shapeOf('UpgradeCompleted', 1)).not.toBe(shapeOf('UpgradeFailed', 1));
  });
});

describe('upcasters', () => {
  const outdated = STORED_VERSIONS.filter(({ type, version }) => version < CURRENT_VERSION[type]);

  it('there is one for every version before the current one, and no other', () =>
    expect(Object.keys(UPCASTERS).sort()).toStrictEqual(outdated.map(({ name }) => name).sort()));

  it('make of each golden file what was written by hand, which fits the next version', () => {
    for (const { type, version, name } of outdated) {
      const upcasted = upcast(goldenEvent(type, version), version + 1);
      expect({ [name]: upcasted }).toStrictEqual({ [name]: (UPCAST as Readonly<Record<string, object>>)[name] });
      expect(() => validate(type, version + 1, upcasted)).not.toThrow();
    }
  });

  it('do not change what they read', () => {
    for (const { type, version } of outdated) {
      const stored = goldenEvent(type, version);
      upcast(stored, version + 1);
      expect(stored).toStrictEqual(goldenEvent(type, version));
    }
  });

  const counting: Upcasters = {
    'Counted.v1': (data) => ({ ...data, second: true }),
    'Counted.v2': (data) => ({ ...data, third: true }),
  };

  it.each([
    [1, { first: true, second: true, third: true }],
    [2, { first: true, third: true }],
    [3, { first: true }],
  ])('bring version %i up step by step to the current one', (version, data) =>
    expect(upcast({ type: 'Counted', version, data: { first: true } }, 3, counting)).toStrictEqual(data),
  );

  it('say which one is missing', () =>
    expect(() => upcast({ type: 'Counted', version: 1, data: {} }, 4, counting)).toThrow(
      'Counted version 3 cannot be read: add its upcaster to upcasters.ts',
    ));
});
