import {
  annualTerm,
  APRIL,
  billOf,
  changePlan,
  changeScheduled,
  charge,
  credit,
  cycleChanged,
  firstPaidMonth,
  MAY,
  opened,
  paymentReceived,
  premium,
  priced,
  recordPayment,
  renewed,
  REST_OF_APRIL,
  specFor,
  started,
  trialChanged,
  trialConverted,
  trialling,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { Fund } from './funds.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { active, type ActiveSubscription } from './subscription.state.js';
import type { Superseded } from './supersede.events.js';
import { firstTerm, periodOf } from './term.js';

const given = specFor(subscriptionDecider);

const after = (...events: readonly SubscriptionEvent[]): ActiveSubscription =>
  active(replay(subscriptionDecider, events));

const fundsOf = (...events: readonly SubscriptionEvent[]): readonly Fund[] => after(...events).ledger.funds;

/** A team's plan, of which 15.00 stand on the organization's first invoice. */
const superseded: Superseded = {
  subscriptionId: 'sub_team',
  spaceId: 'team_1',
  effectiveOn: '2026-04-16',
  line: credit(premium(10), { period: REST_OF_APRIL, unitPrice: 3_00, amount: -15_00 }),
  funds: [{ paymentId: 'pay_team', amount: 15_00 }],
};

describe('what a period was paid with (ADR 0012)', () => {
  it('the first is its payment', () =>
    expect(fundsOf(...started())).toStrictEqual([{ paymentId: 'pay_start', amount: 67_45 }]));

  it('the first of a manual plan is nothing yet', () =>
    expect(fundsOf(opened({ collection: 'manual' }), upgraded({ paymentId: null }))).toStrictEqual([]));

  it('D2 the payments of the plans that it takes the place of come first: together they are the whole price', () => {
    const first = upgraded({ bill: billOf('start', 52_45), supersedes: [superseded] });
    expect(fundsOf(opened(), first)).toStrictEqual([
      { paymentId: 'pay_team', amount: 15_00 },
      { paymentId: 'pay_start', amount: 52_45 },
    ]);
    given(opened(), first)
      .when(changePlan({ seats: 3 }))
      .then(changeScheduled());
  });

  it('D2 after a trial they are there before the first payment, which is for the rest', () => {
    const first = trialConverted({ bill: billOf('start', 52_45), supersedes: [superseded] });
    expect(fundsOf(...trialling(), first)).toStrictEqual([{ paymentId: 'pay_team', amount: 15_00 }]);
    expect(fundsOf(...trialling(), first, paymentReceived({ net: 52_45, term: 1, k: 0 }))).toStrictEqual([
      { paymentId: 'pay_team', amount: 15_00 },
      { paymentId: 'pay_may', amount: 52_45 },
    ]);
  });

  it('a new cycle of what was never paid has its own payment alone', () =>
    expect(fundsOf(opened(), upgraded({ paymentId: null }), cycleChanged())).toStrictEqual([
      { paymentId: 'pay_change', amount: 640_78 },
    ]));

  it('a trial was paid with nothing, and nothing is open', () =>
    expect(after(...trialling()).ledger).toMatchObject({ invoiced: 0, funds: [] }));

  it('a renewal begins with nothing, and ends with its payment', () => {
    expect(fundsOf(...started(), renewed())).toStrictEqual([]);
    expect(fundsOf(...started(), renewed(), paymentReceived())).toStrictEqual([
      { paymentId: 'pay_may', amount: 67_45 },
    ]);
  });

  it('a payment counts for no more than what is open', () =>
    expect(fundsOf(...started(), renewed(), paymentReceived({ net: 70_00 }))).toStrictEqual([
      { paymentId: 'pay_may', amount: 67_45 },
    ]));
});

describe('a payment for another period', () => {
  const term = firstTerm('2026-04-01', 'annual');
  const year = (k: number): ReturnType<typeof priced> =>
    priced({ term, k, period: periodOf(term, k), unitPrice: 134_90 });
  /** Two years of a manual plan, neither of them paid. */
  const unpaid = [
    opened({ collection: 'manual', paymentMethod: null }),
    upgraded({ ...year(0), to: premium(20, 'annual'), paymentId: null }),
    renewed({ ...year(1), from: premium(20, 'annual'), to: premium(20, 'annual') }),
  ];
  const paid = { net: 2_698_00, paymentId: 'pay_bank', today: '2027-05-01' } as const;

  it.each([
    ['another year', { term: 0, k: 0 }],
    ['another term', { term: 1, k: 1 }],
  ])('D7 pays nothing of this one when it is for %s', (_what, place) =>
    given(...unpaid)
      .when(recordPayment({ ...paid, ...place }))
      .thenNothing(),
  );

  it('D7 pays this one when it is for it', () => {
    const payment = paymentReceived({ net: 2_698_00, paymentId: 'pay_bank', effectiveOn: '2027-05-01' });
    expect(fundsOf(...unpaid, payment)).toStrictEqual([{ paymentId: 'pay_bank', amount: 2_698_00 }]);
    given(...unpaid)
      .when(recordPayment(paid))
      .then(payment);
  });
});

describe('what a fact makes of the running period', () => {
  it('D11 a changed trial shows what its seats cost afterwards', () => {
    const state = after(...trialling(), trialChanged({ to: premium(5, 'annual'), unitPrice: 134_90 }));
    expect(state.selection).toStrictEqual(premium(5, 'annual'));
    expect(state.current).toStrictEqual(priced({ unitPrice: 134_90 }));
    expect(state.ledger).toMatchObject({ period: APRIL, invoiced: 0 });
  });

  it('D11 after the trial nothing of it is left', () => {
    const state = after(...trialling(), trialConverted());
    expect([state.trial, state.current, state.ledger.invoiced]).toStrictEqual([null, firstPaidMonth(), 67_45]);
  });

  it('D13 a new cycle begins with the whole price of its own period, in its own zone', () => {
    const state = after(...started(), cycleChanged({ timeZone: 'Asia/Tokyo' }));
    expect(state.current).toStrictEqual(annualTerm());
    expect(state.ledger).toMatchObject({
      period: annualTerm().period,
      segments: [{ from: '2026-04-16', price: 674_50 }],
      invoiced: 674_50,
    });
    expect(state.account.timeZone).toBe('Asia/Tokyo');
    expect(state.pendingPayment).toBeNull();
  });

  it('a renewal is in the zone that it says, and owes its whole price from its first day on', () => {
    const state = after(...started(), renewed({ timeZone: 'Asia/Tokyo' }));
    expect(state.account.timeZone).toBe('Asia/Tokyo');
    expect(state.ledger).toStrictEqual({
      period: MAY,
      segments: [{ from: '2026-05-01', price: 67_45 }],
      invoiced: 67_45,
      funds: [],
    });
  });

  it('a bill says what was invoiced, not what today would make of it', () => {
    // 33.72 as it was recorded, where the rules of today say 33.73.
    const state = after(...started(), {
      type: 'SeatsChanged',
      data: {
        ...priced(),
        subscriptionId: 'sub_1',
        from: premium(5),
        to: premium(10),
        effectiveOn: '2026-04-16',
        bill: billOf('change', 33_72, charge(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: 33_72 })),
        paymentId: 'pay_change',
      },
    });
    expect(state.ledger.invoiced).toBe(101_17);
  });
});
