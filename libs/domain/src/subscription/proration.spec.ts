import fc from 'fast-check';
import {
  alice,
  APRIL,
  business,
  catalogVersion,
  changePlan,
  charge,
  credit,
  failChange,
  opened,
  PLANS,
  premium,
  priced,
  REST_OF_APRIL,
  settleChange,
  started,
  TIERS,
  upgraded,
} from '../testing/index.js';
import type { CatalogVersion } from '../catalog/catalog.js';
import { replay } from '../kernel/decider.js';
import { addDays, type LocalDate, type Period } from '../kernel/local-date.js';
import type { Bill, BillLine, Selection } from './bill.js';
import { openLedger, prorated } from './ledger.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { active } from './subscription.state.js';

const billFor = (history: readonly SubscriptionEvent[], change: Parameters<typeof changePlan>[0]): Bill => {
  const [event] = subscriptionDecider.decide(changePlan(change), replay(subscriptionDecider, history));
  return (event?.data as { readonly bill: Bill }).bill;
};

describe('proration, worked by hand', () => {
  it('P1 five seats more at 13.49 on 16 April cost 33.73 for 15 of 30 days', () =>
    expect(billFor(started(), { seats: 10, today: '2026-04-16' })).toStrictEqual({
      reason: 'change',
      currency: 'EUR',
      lines: [charge(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: 33_73 })],
      net: 33_73,
    }));

  it('M8 five seats from Premium at 13.49 to Business at 30.49 on 16 April: 76.23 - 33.73 = 42.50', () =>
    expect(billFor(started(), { plan: 'business', today: '2026-04-16' })).toStrictEqual({
      reason: 'change',
      currency: 'EUR',
      lines: [
        charge(business(5), { period: REST_OF_APRIL, unitPrice: 30_49, amount: 76_23 }),
        credit(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -33_73 }),
      ],
      net: 42_50,
    }));

  it.each([
    [11, '2026-04-20', 4_90],
    [7, '2026-04-24', 3_12],
  ] as const)('P3 13.35 for %i of 30 days, from %s on, is half a cent rounded up: %i cents', (_days, from, amount) =>
    expect(prorated(openLedger(APRIL, 13_35), from, 13_35)).toBe(amount),
  );

  it('charges a change in the second year of an annual plan by the days of that year', () => {
    const period = { start: '2027-04-01', end: '2028-04-01' } as const;
    const term = { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'annual' } as const;
    const history = [opened(), upgraded({ to: premium(5, 'annual'), term, k: 1, period, unitPrice: 134_90 })];
    // 674.50 × 33/366 = 60.815…; the year has a 29 February.
    expect(billFor(history, { seats: 10, today: '2028-02-28' }).net).toBe(60_82);
  });
});

/** Half away from zero, on its own: twice the amount, rounded down, halved. */
const roundedHalfUp = (numerator: bigint, denominator: bigint): number =>
  Number((2n * numerator + denominator) / (2n * denominator));

interface Step {
  readonly day: number;
  readonly plan: string;
  readonly seats: number;
  readonly isPaid: boolean;
}

interface Scene {
  readonly period: Period;
  readonly days: number;
  readonly version: CatalogVersion;
  readonly first: Selection;
  readonly steps: readonly Step[];
}

const RANKED = ['premium', 'business', 'enterprise'] as const;

const prices = fc
  .uniqueArray(fc.integer({ min: 1_00, max: 999_99 }), { minLength: 3, maxLength: 3 })
  .map((three) => three.sort((a, b) => a - b));

const versionWith = (threePrices: readonly number[]): CatalogVersion =>
  catalogVersion({
    plans: Object.fromEntries(
      RANKED.map((id, i) => [id, { ...PLANS[id]!, monthlyPerSeat: { EUR: threePrices[i] ?? 0 } }]),
    ),
  });

const steps = (days: number): fc.Arbitrary<Step[]> =>
  fc
    .array(
      fc.record({
        day: fc.integer({ min: 0, max: days - 1 }),
        plan: fc.constantFrom(...RANKED),
        seats: fc.constantFrom(...TIERS),
        isPaid: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((list) => [...list].sort((a, b) => a.day - b.day));

const scenes: fc.Arbitrary<Scene> = fc
  .record({ start: fc.integer({ min: 0, max: 5_000 }), days: fc.constantFrom(28, 29, 30, 31, 365, 366), three: prices })
  .chain(({ start, days, three }) => {
    const first = addDays('2024-01-01', start);
    return fc.record({
      period: fc.constant({ start: first, end: addDays(first, days) }),
      days: fc.constant(days),
      version: fc.constant(versionWith(three)),
      first: fc.constant(premium(2)),
      steps: steps(days),
    });
  });

const unitPriceOf = ({ version }: Scene, plan: string): number => version.plans[plan]?.monthlyPerSeat['EUR'] ?? 0;

interface Played {
  readonly bills: readonly Bill[];
  /** What was in force at the end of each day. */
  readonly days: readonly Selection[];
}

/** Lives through the period day by day, through the decider alone: each step that goes up is asked for and settled. */
const play = (scene: Scene): Played => {
  const unitPrice = unitPriceOf(scene, scene.first.plan);
  const term = { index: 0, anchorOn: scene.period.start, monthsFromAnchor: 0, cycle: 'monthly' } as const;
  const events: SubscriptionEvent[] = [
    opened(),
    upgraded({ ...priced({ term, period: scene.period, unitPrice }), to: scene.first }),
  ];
  const days: Selection[] = [];
  for (let day = 0; day < scene.days; day += 1) {
    const today = addDays(scene.period.start, day);
    for (const step of scene.steps.filter((candidate) => candidate.day === day)) {
      events.push(...stepUp({ events, step, today, scene }));
    }
    days.push(active(replay(subscriptionDecider, events)).selection);
  }
  const bills = events.flatMap((event) =>
    event.type === 'PlanUpgraded' || event.type === 'SeatsChanged' ? [event.data.bill] : [],
  );
  return { bills, days };
};

interface StepUp {
  readonly events: readonly SubscriptionEvent[];
  readonly step: Step;
  readonly today: LocalDate;
  readonly scene: Scene;
}

const stepUp = ({ events, step, today, scene }: StepUp): readonly SubscriptionEvent[] => {
  const state = replay(subscriptionDecider, events);
  const { selection } = active(state);
  const rank = (plan: string): number => scene.version.plans[plan]?.rank ?? 0;
  const isUp = rank(step.plan) >= rank(selection.plan) && step.seats >= selection.seats;
  if (!isUp) return [];
  const { plan, seats } = step;
  const command = changePlan({ plan, seats, by: alice, today, catalog: [scene.version] });
  const requested = subscriptionDecider.decide(command, state);
  const waiting = requested.reduce(subscriptionDecider.evolve, state);
  const outcome = step.isPaid ? settleChange() : failChange();
  return [...requested, ...subscriptionDecider.decide(outcome, waiting)];
};

const netOf = (bills: readonly Bill[]): number => bills.reduce((total, { net }) => total + net, 0);

describe('proration, whatever happens in a period', () => {
  it('M9 any number of changes adds up to the exactly rounded total of the days', () =>
    fc.assert(
      fc.property(scenes, (scene) => {
        const { bills, days } = play(scene);
        const owed = days.reduce((sum, { plan, seats }) => sum + BigInt(seats * unitPriceOf(scene, plan)), 0n);
        expect(netOf(bills)).toBe(roundedHalfUp(owed, BigInt(scene.days)));
      }),
      { numRuns: 500 },
    ));

  it('I1 every day of every seat stands in exactly one line, net of credits', () =>
    fc.assert(
      fc.property(scenes, (scene) => {
        const { bills, days } = play(scene);
        const lines = bills.flatMap((bill) => bill.lines);
        const seatsBilled = (plan: string, day: LocalDate): number =>
          lines
            .filter((line) => line.plan === plan && line.period.start <= day && day < line.period.end)
            .reduce((seats, line) => seats + (line.kind === 'charge' ? line.seats : -line.seats), 0);
        days.forEach(({ plan, seats }, i) => {
          const day = addDays(scene.period.start, i);
          const billed = RANKED.map((id) => [id, seatsBilled(id, day)]);
          expect(billed).toStrictEqual(RANKED.map((id) => [id, id === plan ? seats : 0]));
        });
      }),
      { numRuns: 200 },
    ));

  it('I2 the lines of a bill add up to its net, charges are no credits, and nothing due is negative', () =>
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const { lines, net } of play(scene).bills) {
          expect(lines.reduce((sum: number, { amount }: BillLine) => sum + amount, 0)).toBe(net);
          expect(net).toBeGreaterThanOrEqual(0);
          const wrongSign = lines.filter(({ kind, amount }) => (kind === 'charge' ? amount < 0 : amount > 0));
          expect(wrongSign).toStrictEqual([]);
        }
      }),
      { numRuns: 500 },
    ));

  it('D6 a change whose payment failed is owed by nobody', () =>
    fc.assert(
      fc.property(scenes, (scene) => {
        const nothingPaid = { ...scene, steps: scene.steps.map((step) => ({ ...step, isPaid: false })) };
        const { seats, plan } = scene.first;
        expect(netOf(play(nothingPaid).bills)).toBe(seats * unitPriceOf(scene, plan));
      }),
    ));
});
