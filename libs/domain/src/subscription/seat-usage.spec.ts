import fc from 'fast-check';
import {
  billOf,
  cancelPlan,
  cancellationScheduled,
  endedInMay,
  mayPaid,
  opened,
  premium,
  priced,
  renewed,
  seatsChanged,
  specFor,
  started,
  supersedeRequested,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { NoteSeatUsage, SeatMark, SeatStep, SeatUsageChanged } from './index.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const given = specFor(subscriptionDecider);

/** One member comes or goes; the space's stream is at `spaceRevision` then. */
const step = (before: number, after: number, spaceRevision: number, on: SeatStep['on'] = '2026-04-16'): SeatStep => ({
  before,
  after,
  spaceRevision,
  on,
});

const note = (...steps: readonly SeatStep[]): NoteSeatUsage => ({ type: 'NoteSeatUsage', data: { steps } });

const usage = (data: Partial<SeatUsageChanged['data']> = {}): SeatUsageChanged => ({
  type: 'SeatUsageChanged',
  data: {
    subscriptionId: 'sub_1',
    members: 5,
    seats: 5,
    mark: 'reached',
    isOverLimit: false,
    spaceRevision: 5,
    effectiveOn: '2026-04-16',
    ...data,
  },
});

const exceeded = usage({ members: 6, mark: 'exceeded', isOverLimit: true, spaceRevision: 6 });
/** Premium for ten: nine members are 90 %. */
const ten = started({ to: premium(10) });

describe('the marks of the seats (D15)', () => {
  it.each<[string, members: number, SeatMark, isOverLimit: boolean]>([
    ['90 % of ten seats are used', 9, 'nearlyUsed', false],
    ['all of them are used', 10, 'reached', false],
    ['there are more members than seats', 11, 'exceeded', true],
  ])('D15 the owner is told when %s', (_when, members, mark, isOverLimit) =>
    given(...ten)
      .when(note(step(members - 1, members, 9)))
      .then(usage({ members, seats: 10, mark, isOverLimit, spaceRevision: 9 })),
  );

  it.each<[string, before: number, after: number, SeatMark]>([
    ['90 % and all', 8, 10, 'reached'],
    ['all three', 3, 11, 'exceeded'],
    ['the two highest', 9, 12, 'exceeded'],
  ])('D15 a step that crosses %s tells the highest only', (_what, before, after, mark) =>
    given(...ten)
      .when(note(step(before, after, 9)))
      .then(usage({ members: after, seats: 10, mark, isOverLimit: after > 10, spaceRevision: 9 })),
  );

  it.each([
    [2, null],
    [3, null],
    [4, null],
    [5, null],
    [10, 9],
    [15, 14],
    [20, 18],
  ])('D15 of %i seats 90 %% are used with %s members', (seats, nearly) => {
    const marks = Array.from({ length: seats }, (_unused, i) => i + 1).map((members) => {
      const state = replay(subscriptionDecider, started({ to: premium(seats) }));
      const [event] = subscriptionDecider.decide(note(step(members - 1, members, members)), state);
      return event?.type === 'SeatUsageChanged' ? event.data.mark : null;
    });
    expect(marks.lastIndexOf('reached')).toBe(seats - 1);
    expect(marks.indexOf('nearlyUsed') + 1).toBe(nearly ?? 0);
    expect(marks.filter((mark) => mark !== null)).toHaveLength(nearly === null ? 1 : 2);
  });

  it('nothing is told below, nor when members leave', () => {
    given(...ten)
      .when(note(step(7, 8, 9), step(10, 9, 10), step(9, 8, 11)))
      .thenNothing();
  });

  it('D15 each is told once: members who go and come again cross it in vain', () =>
    given(...started(), usage())
      .when(note(step(5, 4, 6), step(4, 5, 7)))
      .thenNothing());

  it('D15 the next one is told all the same', () =>
    given(...started(), usage())
      .when(note(step(5, 6, 6)))
      .then(exceeded));

  it('D15 a lower mark that was passed over is told when it is crossed by itself', () =>
    given(...started(), exceeded)
      .when(note(step(6, 4, 7), step(4, 5, 8)))
      .then(
        usage({ members: 4, mark: null, spaceRevision: 7 }),
        usage({ members: 5, mark: 'reached', spaceRevision: 8 }),
      ));
});

describe('steps of the membership (D15)', () => {
  it('are taken in their order: each knows what was told before', () =>
    given(...ten)
      .when(note(step(8, 9, 9), step(9, 10, 10), step(10, 11, 11), step(11, 12, 12), step(12, 10, 13)))
      .then(
        usage({ members: 9, seats: 10, mark: 'nearlyUsed', spaceRevision: 9 }),
        usage({ members: 10, seats: 10, mark: 'reached', spaceRevision: 10 }),
        usage({ members: 11, seats: 10, mark: 'exceeded', isOverLimit: true, spaceRevision: 11 }),
        usage({ members: 10, seats: 10, mark: null, spaceRevision: 13 }),
      ));

  it('write nothing the second time', () => {
    given(...started(), usage())
      .when(note(step(4, 5, 5)))
      .thenNothing();
    given(...started(), usage(), exceeded)
      .when(note(step(4, 5, 5), step(5, 6, 6)))
      .thenNothing();
  });

  it('that are older than what was noted change nothing', () =>
    given(...started(), exceeded)
      .when(note(step(6, 5, 5)))
      .thenNothing());

  it('that are new are taken, though others come with them again', () =>
    given(...started(), usage())
      .when(note(step(4, 5, 5), step(5, 6, 6)))
      .then(exceeded));

  it('may come in any portions: what is noted in the end is the same', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 6 }),
        (counts, cuts) => {
          const steps = counts.map((after, i) => step(counts[i - 1] ?? 1, after, i));
          const noted = (portions: readonly (readonly SeatStep[])[]): readonly SubscriptionEvent[] =>
            portions.reduce<readonly SubscriptionEvent[]>(
              (events, portion) => [
                ...events,
                ...subscriptionDecider.decide(note(...portion), replay(subscriptionDecider, events)),
              ],
              started(),
            );
          const ends = [...cuts.filter((cut) => cut < steps.length), steps.length].sort((a, b) => a - b);
          const portions = ends.map((end, i) => steps.slice(ends[i - 1] ?? 0, end));
          expect(noted(portions)).toStrictEqual(noted([steps]));
        },
      ),
    ));

  it('count from the first day of a period that is still to begin in its own zone', () =>
    given(...started(), renewed({ timeZone: 'Pacific/Pago_Pago' }))
      .when(note(step(4, 5, 5, '2026-04-30')))
      .then(usage({ effectiveOn: '2026-05-01' })));

  it('change nothing before the opening and after the end', () => {
    given()
      .when(note(step(4, 5, 5)))
      .thenNothing();
    given(...endedInMay())
      .when(note(step(4, 5, 5)))
      .thenNothing();
  });
});

describe('more members than seats (D15)', () => {
  it('D15 the service continues, and the plan can be cancelled like any other', () =>
    given(...started(), exceeded)
      .when(cancelPlan())
      .then(cancellationScheduled()));

  it('D15 is over when members have left, without a word to the owner', () => {
    const over = usage({ members: 5, mark: null, spaceRevision: 7 });
    given(...started(), exceeded)
      .when(note(step(6, 5, 7)))
      .then(over);
    given(...started(), exceeded, over)
      .when(note(step(5, 4, 8)))
      .thenNothing();
  });

  it('D15 begins again without a word in the same period', () =>
    given(...started(), exceeded, usage({ members: 5, mark: null, spaceRevision: 7 }))
      .when(note(step(5, 6, 8)))
      .then(usage({ members: 6, mark: null, isOverLimit: true, spaceRevision: 8 })));

  it('D15 is over when seats have gone up, which cover everyone: a member who leaves changes nothing then', () => {
    const more = seatsChanged({ from: premium(5), to: premium(10) });
    given(...started(), exceeded, more)
      .when(note(step(6, 5, 7)))
      .thenNothing();
    given(...started(), exceeded, more)
      .when(note(step(8, 9, 7)))
      .then(usage({ members: 9, seats: 10, mark: 'nearlyUsed', spaceRevision: 7 }));
  });

  it('is noted while the plan stands still for its organization (D2)', () =>
    given(...started(), supersedeRequested({ subscriptionId: 'sub_1' }))
      .when(note(step(5, 6, 6)))
      .then(exceeded));
});

describe('the next period (D15)', () => {
  const may = [renewed(), mayPaid({ net: 67_45 })];

  it('D15 the marks can be told again', () =>
    given(...started(), usage(), ...may)
      .when(note(step(5, 4, 6, '2026-05-02'), step(4, 5, 7, '2026-05-03')))
      .then(usage({ spaceRevision: 7, effectiveOn: '2026-05-03' })));

  it('D15 but only when they are crossed anew: who was over the limit is not told again', () => {
    const wasOver = [...started(), exceeded, ...may];
    given(...wasOver)
      .when(note(step(6, 7, 7, '2026-05-02')))
      .thenNothing();
    given(...wasOver)
      .when(note(step(7, 5, 8, '2026-05-02'), step(5, 6, 9, '2026-05-03')))
      .then(
        usage({ members: 5, mark: null, spaceRevision: 8, effectiveOn: '2026-05-02' }),
        usage({ members: 6, mark: 'exceeded', isOverLimit: true, spaceRevision: 9, effectiveOn: '2026-05-03' }),
      );
  });

  it('D15 a new term is a new period', () => {
    const period = { start: '2026-04-16', end: '2027-04-16' } as const;
    const term = { index: 1, anchorOn: '2026-04-16', monthsFromAnchor: 0, cycle: 'annual' } as const;
    const annual: SubscriptionEvent = {
      type: 'CycleChanged',
      data: {
        ...priced({ term, period, unitPrice: 134_90 }),
        ...{ subscriptionId: 'sub_1', from: premium(5), to: premium(5, 'annual'), effectiveOn: '2026-04-16' },
        ...{ timeZone: 'Europe/Paris', bill: billOf('change', 674_50), credit: null, paymentId: 'pay_year' },
      },
    };
    given(opened(), started()[1], usage(), annual)
      .when(note(step(5, 4, 6), step(4, 5, 7)))
      .then(usage({ spaceRevision: 7 }));
  });
});
