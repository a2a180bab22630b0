import { InvariantBroken } from '#domain';
import { decode, encode } from './codec.js';
import type { StoredEvent } from './events.js';
import { InvalidEvent } from './invalid-event.js';
import { CURRENT_VERSION } from './registry.js';
import { golden, goldenData, goldenEvent, STORED_VERSIONS } from './testing/index.js';
import { UnknownEvent } from './unknown-event.js';

/** As if the compiler had not looked: data can come from a cast, or from a caller that is no TypeScript. */
const unchecked = (event: { readonly type: string; readonly data: unknown }): StoredEvent => event as StoredEvent;

describe('the codec', () => {
  const current = STORED_VERSIONS.filter(({ type, version }) => version === CURRENT_VERSION[type]);

  it.each(current)('decodes $name to exactly what is stored', ({ type, version }) => {
    const stored = goldenEvent(type, version);
    expect(decode(stored)).toStrictEqual({ type, data: stored.data });
  });

  it.each(current)('encodes $name to exactly what is stored', ({ type, version }) => {
    const stored = goldenEvent(type, version);
    expect(encode(decode(stored))).toStrictEqual(stored);
  });

  it('does not change what it reads', () => {
    const stored = goldenEvent('SeatsChanged', 1);
    decode(stored);
    expect(stored).toStrictEqual(goldenEvent('SeatsChanged', 1));
  });
});

describe('decoding', () => {
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

describe('encoding', () => {
  const { type, data } = golden('MemberAdded');

  it('refuses an unknown type', () =>
    expect(() => encode(unchecked({ type: 'SeatsDoubled', data: {} }))).toThrow(UnknownEvent));

  it('refuses data that does not fit, and names type, version and paths', () => {
    const { lines, ...bill } = golden('PlanUpgraded').data.bill;
    const misfit = { ...golden('PlanUpgraded').data, k: '0', bill: { ...bill, lines: [{ ...lines[0], amount: 1.5 }] } };
    const write = () => encode(unchecked({ type: 'PlanUpgraded', data: { ...misfit, isTrial: true } }));
    expect(write).toThrow(InvalidEvent);
    expect(write).toThrow(
      expect.objectContaining({
        code: 'event_catalog.invalid_event',
        type: 'PlanUpgraded',
        version: CURRENT_VERSION.PlanUpgraded,
        paths: ['k', 'bill.lines.0.amount', 'isTrial'],
        message: expect.stringContaining(
          'does not fit its schema at k, bill.lines.0.amount, isTrial: mend what made it',
        ),
      }),
    );
  });

  it('takes what does not fit for a bug, which stops the command and is not tried again', () =>
    expect(() => encode(unchecked({ type, data: {} }))).toThrow(InvariantBroken));

  it('tells no value, nor a name that is no name of a field', () => {
    const personal = { ...data, takesSeat: 'Alice Martin', profile: 'Alice', 'alice@acme.example': true, Alice: 1 };
    const write = () => encode(unchecked({ type, data: personal }));
    expect(write).toThrow(expect.objectContaining({ paths: ['profile', 'takesSeat', '(withheld)', 'Alice'] }));
    expect(write).not.toThrow(/Martin|@/);
    expect(write).toThrow(expect.not.objectContaining({ cause: expect.anything() }));
  });

  it.each([null, undefined, 'text', 1, [], [{}]])('refuses %j as data', (wrong) =>
    expect(() => encode(unchecked({ type, data: wrong }))).toThrow('does not fit its schema at (all of it)'),
  );

  it('refuses a day that is in no calendar', () => {
    const scheduled = goldenData('CancellationScheduled', 1);
    const write = () => encode({ type: 'CancellationScheduled', data: { ...scheduled, effectiveOn: '2026-02-29' } });
    expect(write).toThrow('at effectiveOn');
  });
});
