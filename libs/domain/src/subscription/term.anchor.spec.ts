import {
  catalogVersion,
  changePlan,
  isRenewal,
  opened,
  paymentFor,
  premium,
  priced,
  renew,
  settleChange,
  upgraded,
} from '../testing/index.js';
import type { Cycle } from '../catalog/catalog.js';
import { replay } from '../kernel/decider.js';
import type { LocalDate } from '../kernel/local-date.js';
import { nextDue } from './due.js';
import { subscriptionDecider, type SubscriptionCommand } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { firstTerm, periodOf } from './term.js';

const catalog = [catalogVersion({ effectiveFrom: '1999-01-01' })];

/** Premium for five from a day on, and what was asked of it since. Every renewal is paid. */
class Life {
  readonly #events: SubscriptionEvent[];

  constructor(anchorOn: LocalDate, cycle: Cycle) {
    const term = firstTerm(anchorOn, cycle);
    this.#events = [opened(), upgraded({ ...priced({ term, period: periodOf(term, 0) }), to: premium(5, cycle) })];
  }

  change(cycle: Cycle, today: LocalDate): this {
    return this.#run(changePlan({ cycle, today, catalog })).#run(settleChange());
  }

  /** Lets so many boundaries come; answers the days on which the periods that follow them begin. */
  starts(count: number): LocalDate[] {
    const before = this.#events.length;
    for (let i = 0; i < count; i += 1) {
      const today = nextDue(replay(subscriptionDecider, this.#events))!.on;
      this.#run(renew({ today, catalog }));
    }
    return this.#events
      .slice(before)
      .filter(isRenewal)
      .map(({ data }) => data.period.start);
  }

  #run(command: SubscriptionCommand): this {
    const decided = subscriptionDecider.decide(command, replay(subscriptionDecider, this.#events));
    this.#events.push(...decided, ...decided.filter(isRenewal).map((renewal) => paymentFor(renewal)));
    return this;
  }
}

describe('M4 the anchor day', () => {
  it.each<[LocalDate, readonly LocalDate[]]>([
    ['2026-01-31', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['2026-01-30', ['2026-02-28', '2026-03-30', '2026-04-30', '2026-05-30']],
    ['2026-01-29', ['2026-02-28', '2026-03-29', '2026-04-29', '2026-05-29']],
    ['2028-01-31', ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
    ['2028-01-29', ['2028-02-29', '2028-03-29', '2028-04-29', '2028-05-29']],
    ['2026-02-28', ['2026-03-28', '2026-04-28', '2026-05-28', '2026-06-28']],
    ['2026-04-30', ['2026-05-30', '2026-06-30', '2026-07-30', '2026-08-30']],
    ['2026-12-31', ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
    ['2100-01-31', ['2100-02-28', '2100-03-31', '2100-04-30', '2100-05-31']],
    ['2400-01-31', ['2400-02-29', '2400-03-31', '2400-04-30', '2400-05-31']],
  ])('of a monthly plan from %s', (anchor, starts) =>
    expect(new Life(anchor, 'monthly').starts(4)).toStrictEqual(starts),
  );

  it.each<[LocalDate, readonly LocalDate[]]>([
    ['2024-02-29', ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28']],
    ['2096-02-29', ['2097-02-28', '2098-02-28', '2099-02-28', '2100-02-28', '2101-02-28']],
    ['2000-02-29', ['2001-02-28', '2002-02-28', '2003-02-28', '2004-02-29', '2005-02-28']],
    ['2023-02-28', ['2024-02-28', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-28']],
  ])('of an annual plan from %s', (anchor, starts) =>
    expect(new Life(anchor, 'annual').starts(5)).toStrictEqual(starts),
  );
});

describe('the anchor day when the cycle changes (D13)', () => {
  it('D13 annual to monthly keeps it: 29 Feb 2024 is followed by 28 Feb 2025, then the 29th', () =>
    expect(new Life('2024-02-29', 'annual').change('monthly', '2024-06-01').starts(4)).toStrictEqual([
      '2025-02-28',
      '2025-03-29',
      '2025-04-29',
      '2025-05-29',
    ]));

  it('D13 annual to monthly keeps it from a later year, too', () => {
    const life = new Life('2024-02-29', 'annual');
    expect(life.starts(1)).toStrictEqual(['2025-02-28']);
    expect(life.change('monthly', '2025-06-01').starts(3)).toStrictEqual(['2026-02-28', '2026-03-29', '2026-04-29']);
  });

  it('D13 annual to monthly keeps the 31st', () =>
    expect(new Life('2026-01-31', 'annual').change('monthly', '2026-06-01').starts(4)).toStrictEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]));

  it('D13 monthly to annual takes a new one', () =>
    expect(new Life('2026-01-31', 'monthly').change('annual', '2026-02-10').starts(2)).toStrictEqual([
      '2027-02-10',
      '2028-02-10',
    ]));

  it('D13 monthly to annual on 29 Feb has that anchor', () =>
    expect(new Life('2028-02-10', 'monthly').change('annual', '2028-02-29').starts(4)).toStrictEqual([
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]));

  it('D13 monthly to annual on the first day of a shortened month anchors on that day, not on the 31st', () => {
    const life = new Life('2026-01-31', 'monthly');
    expect(life.starts(1)).toStrictEqual(['2026-02-28']);
    expect(life.change('annual', '2026-02-28').starts(2)).toStrictEqual(['2027-02-28', '2028-02-28']);
  });

  it('D13 there and back again: months, a year, months on the anchor of the year', () => {
    const life = new Life('2026-01-31', 'monthly').change('annual', '2026-02-10').change('monthly', '2026-02-11');
    expect(life.starts(3)).toStrictEqual(['2027-02-10', '2027-03-10', '2027-04-10']);
  });

  it('D13 twice there and back: months that took over an anchor give way to a year on its own', () => {
    const life = new Life('2024-02-29', 'annual').change('monthly', '2024-06-01');
    expect(life.starts(2)).toStrictEqual(['2025-02-28', '2025-03-29']);
    expect(life.change('annual', '2025-03-31').change('monthly', '2025-04-01').starts(3)).toStrictEqual([
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });
});
