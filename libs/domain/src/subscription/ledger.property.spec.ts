import fc from 'fast-check';
import { APRIL } from '../testing/index.js';
import { fraction, round } from '../kernel/fraction.js';
import { addDays, daysIn, type LocalDate, type Period } from '../kernel/local-date.js';
import { afterChange, netOfChange, openLedger, owed, unused, type PeriodLedger } from './ledger.js';

/** What the whole period costs at its opening, and from some days on. */
interface Scene {
  readonly period: Period;
  readonly opening: number;
  readonly changes: readonly { readonly day: number; readonly price: number }[];
}

const prices = fc.integer({ min: 0, max: 1_000_000 });

const scenes: fc.Arbitrary<Scene> = fc
  .record({ start: fc.integer({ min: 0, max: 5_000 }), days: fc.constantFrom(28, 29, 30, 31, 365, 366) })
  .chain(({ start, days }) => {
    const first = addDays('2024-01-01', start);
    return fc.record({
      period: fc.constant({ start: first, end: addDays(first, days) }),
      opening: prices,
      changes: fc
        .array(fc.record({ day: fc.integer({ min: 0, max: days - 1 }), price: prices }), { maxLength: 10 })
        .map((list) => [...list].sort((a, b) => a.day - b.day)),
    });
  });

const changed = (ledger: PeriodLedger, from: LocalDate, price: number): PeriodLedger =>
  afterChange(ledger, { from, price, net: netOfChange(ledger, from, price), funds: ledger.funds });

const ledgerOf = ({ period, opening, changes }: Scene): PeriodLedger =>
  changes.reduce(
    (ledger, { day, price }) => changed(ledger, addDays(period.start, day), price),
    openLedger(period, opening),
  );

/** The price of each day, one after the other, as a reader of the scene would write it down. */
const daily = ({ period, opening, changes }: Scene): number[] => {
  const days = Array.from({ length: daysIn(period) }, () => opening);
  for (const { day, price } of changes) days.fill(price, day);
  return days;
};

const total = (days: readonly number[]): bigint => days.reduce((sum, price) => sum + BigInt(price), 0n);

describe('the ledger of a period, whatever happens in it (section 9)', () => {
  it('M5, M7 has invoiced the exactly rounded sum of its days', () =>
    fc.assert(
      fc.property(scenes, (scene) => {
        const days = daily(scene);
        const exact = fraction(total(days), days.length);
        const ledger = ledgerOf(scene);
        expect(ledger.invoiced).toBe(round(exact));
        expect(round(owed(ledger))).toBe(round(exact));
      }),
    ));

  it('M12 its parts add up to it, cut at any set of days', () =>
    fc.assert(
      fc.property(scenes, fc.uniqueArray(fc.integer({ min: 0, max: 366 }), { maxLength: 12 }), (scene, cuts) => {
        const { period } = scene;
        const ledger = ledgerOf(scene);
        const days = daily(scene);
        const marks = [0, ...cuts.filter((cut) => cut > 0 && cut < days.length).sort((a, b) => a - b), days.length];
        const unusedFrom = (mark: number): number => unused(ledger, addDays(period.start, mark));
        const parts = marks.slice(1).map((mark, i) => unusedFrom(marks[i] ?? 0) - unusedFrom(mark));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(ledger.invoiced);
        // Each part is its exact share, up to the rounding of its two ends.
        parts.forEach((part, i) => {
          const share = total(days.slice(marks[i], marks[i + 1]));
          const distance = BigInt(part) * BigInt(days.length) - share;
          expect(distance < 0n ? -distance : distance).toBeLessThanOrEqual(BigInt(days.length));
        });
      }),
    ));

  it('gives back no more than was invoiced, and no less than nothing, on any day', () =>
    fc.assert(
      fc.property(scenes, fc.integer({ min: 0, max: 366 }), (scene, day) => {
        const ledger = ledgerOf(scene);
        const amount = unused(ledger, addDays(scene.period.start, Math.min(day, daysIn(scene.period))));
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(ledger.invoiced);
      }),
    ));

  it('gives back what was invoiced less what the days before owe, rounded once', () =>
    fc.assert(
      fc.property(scenes, fc.nat({ max: 27 }), (scene, day) => {
        const ledger = ledgerOf(scene);
        const days = daily(scene);
        const used = round(fraction(total(days.slice(0, day)), days.length));
        expect(unused(ledger, addDays(scene.period.start, day))).toBe(ledger.invoiced - used);
      }),
    ));

  it('n changes on one day are one', () =>
    fc.assert(
      fc.property(scenes, fc.nat({ max: 27 }), fc.array(prices, { minLength: 1, maxLength: 6 }), (scene, day, list) => {
        const before = ledgerOf({ ...scene, changes: scene.changes.filter((change) => change.day <= day) });
        const on = addDays(scene.period.start, day);
        const oneByOne = list.reduce((ledger, price) => changed(ledger, on, price), before);
        expect(oneByOne).toStrictEqual(changed(before, on, list.at(-1) ?? 0));
      }),
    ));

  it('a change and its opposite on one day cancel each other to the cent', () =>
    fc.assert(
      fc.property(scenes, fc.nat({ max: 27 }), prices, (scene, day, price) => {
        const before = ledgerOf({ ...scene, changes: [] });
        const on = addDays(scene.period.start, day);
        const there = changed(before, on, price);
        expect(changed(there, on, scene.opening).invoiced).toBe(before.invoiced);
      }),
    ));
});

describe('M9 the difference of the totals is invoiced, never the total of the differences', () => {
  const onHalf: LocalDate = '2026-04-16';

  it('three rises of half a cent on one day are two cents, not three', () => {
    const first = changed(openLedger(APRIL, 30), onHalf, 31);
    const second = changed(first, onHalf, 32);
    const third = changed(second, onHalf, 33);
    expect([first, second, third].map(({ invoiced }) => invoiced)).toStrictEqual([31, 31, 32]);
  });

  it('each step alone would have been a cent', () => {
    for (const price of [30, 31, 32]) {
      const ledger = openLedger(APRIL, price);
      expect(netOfChange(ledger, onHalf, price + 1)).toBe(1);
    }
  });
});
