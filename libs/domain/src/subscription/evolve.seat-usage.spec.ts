import {
  billOf,
  cycleChanged,
  paymentFor,
  planRaised,
  premium,
  renewed,
  renewedAndPaid,
  seatsChanged,
  specFor,
  started,
  trialChanged,
  trialConverted,
  trialling,
} from '../testing/index.js';
import type { NoteSeatUsage, SeatStep } from './seat-usage.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SeatUsageChanged, SubscriptionEvent } from './subscription.events.js';

const given = specFor(subscriptionDecider);

const usage = (data: Partial<SeatUsageChanged['data']> = {}): SeatUsageChanged => ({
  type: 'SeatUsageChanged',
  data: {
    subscriptionId: 'sub_1',
    members: 6,
    seats: 5,
    mark: 'exceeded',
    isOverLimit: true,
    spaceRevision: 10,
    effectiveOn: '2026-04-10',
    ...data,
  },
});

const step = (before: number, after: number, on: SeatStep['on'] = '2026-04-20'): NoteSeatUsage => ({
  type: 'NoteSeatUsage',
  data: { steps: [{ before, after, spaceRevision: 11, on }] },
});

describe('an increase covers all members (R3, D15)', () => {
  // Were the plan still over its limit, a step within the seats would end that.
  it.each<[string, readonly SubscriptionEvent[]]>([
    ['more seats', [...started(), usage(), seatsChanged()]],
    ['a higher plan', [...started(), usage(), planRaised()]],
    ['a new cycle', [...started(), usage(), cycleChanged()]],
    ['a change of a trial', [...trialling(), usage(), trialChanged()]],
  ])('D15 %s ends the state of too many members', (_what, history) =>
    given(...history)
      .when(step(5, 4))
      .thenNothing(),
  );

  it('D15 a renewal does not end it: nobody has left', () =>
    given(...started(), usage(), ...renewedAndPaid())
      .when(step(6, 5, '2026-05-10'))
      .then(usage({ members: 5, mark: null, isOverLimit: false, spaceRevision: 11, effectiveOn: '2026-05-10' })));
});

describe('each mark once a period (D15)', () => {
  const nearly = usage({ members: 9, seats: 10, mark: 'nearlyUsed', isOverLimit: false });
  const ten = started({ to: premium(10) });
  const again = (data: Partial<SeatUsageChanged['data']>): SeatUsageChanged =>
    usage({ ...nearly.data, spaceRevision: 11, ...data });

  it('D15 is not told again in the same period', () =>
    given(...ten, nearly)
      .when(step(8, 9))
      .thenNothing());

  it('D15 is not told again after an increase in the same period', () =>
    given(...ten, nearly, seatsChanged({ from: premium(10), to: premium(20), bill: billOf('change', 67_45) }))
      .when(step(17, 18))
      .thenNothing());

  it('D15 is told again in the next period', () =>
    given(...ten, nearly, ...renewedAndPaid({ from: premium(10), to: premium(10) }))
      .when(step(8, 9, '2026-05-10'))
      .then(again({ effectiveOn: '2026-05-10' })));

  it('D15 is told again in a new term', () =>
    given(...ten, nearly, cycleChanged({ from: premium(10), to: premium(10, 'annual') }))
      .when(step(8, 9))
      .then(again({ effectiveOn: '2026-04-20' })));

  it('D15 is told again in the first paid period after a trial', () => {
    const converted = trialConverted({ to: premium(10) });
    given(...trialling({}, { to: premium(10) }), nearly, converted, paymentFor(converted))
      .when(step(8, 9, '2026-05-10'))
      .then(again({ effectiveOn: '2026-05-10' }));
  });

  it('D15 is told while a renewal is being collected', () =>
    given(...ten, nearly, renewed({ from: premium(10), to: premium(10) }))
      .when(step(8, 9, '2026-05-10'))
      .then(again({ effectiveOn: '2026-05-10' })));
});
