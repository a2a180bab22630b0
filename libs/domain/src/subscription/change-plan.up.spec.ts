import {
  billOf,
  business,
  BUSINESS_FOR_PREMIUM,
  cancellationScheduled,
  catalogVersion,
  changeFailed,
  changePlan,
  changeRequested,
  changeScheduled,
  charge,
  credit,
  dearerFromMay,
  enterprise,
  FIVE_SEATS_MORE,
  MAY,
  planRaised,
  PLANS,
  premium,
  priced,
  renewedAndPaid,
  REST_OF_APRIL,
  seatsChanged,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('seats up (D12)', () => {
  // 10 → 15 on the same day: together 67.45 for ten seats more, of which 33.73 is invoiced.
  const FIVE_SEATS_MORE_OF_TEN = billOf(
    'change',
    33_72,
    charge(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: 33_72 }),
  );

  it('D12 asks for the seats added and the days left, on one line', () =>
    given(...started())
      .when(changePlan({ seats: 10 }))
      .then(changeRequested({ bill: FIVE_SEATS_MORE })));

  it('writes nothing when the seats are already right', () =>
    given(...started())
      .when(changePlan({ seats: 5 }))
      .thenNothing());

  it('the same command twice is charged once: the first waits for its payment', () =>
    given(...started(), changeRequested())
      .when(changePlan({ seats: 10 }))
      .thenRefused('payment.pending', { paymentId: 'pay_change' }));

  it('the same command writes nothing once the payment is settled', () =>
    given(...started(), changeRequested(), seatsChanged())
      .when(changePlan({ seats: 10 }))
      .thenNothing());

  it('D6 the same command asks again once the payment has failed', () =>
    given(...started(), changeRequested(), changeFailed())
      .when(changePlan({ seats: 10, paymentId: 'pay_2' }))
      .then(changeRequested({ paymentId: 'pay_2' })));

  it('counts from the seats of the last change, not from the first', () =>
    given(...started(), changeRequested(), seatsChanged())
      .when(changePlan({ seats: 15, paymentId: 'pay_2' }))
      .then(changeRequested({ from: premium(10), to: premium(15), paymentId: 'pay_2', bill: FIVE_SEATS_MORE_OF_TEN })));

  it('counts the day of the change among the days left: on the first day the whole period is due', () =>
    given(...started())
      .when(changePlan({ seats: 10, today: '2026-04-01' }))
      .then(
        changeRequested({
          effectiveOn: '2026-04-01',
          bill: billOf(
            'change',
            67_45,
            charge(premium(5), {
              period: { start: '2026-04-01', end: '2026-05-01' },
              unitPrice: 13_49,
              amount: 67_45,
            }),
          ),
        }),
      ));

  it('counts the day of the change among the days left: on the last day one day is due', () =>
    given(...started())
      .when(changePlan({ seats: 10, today: '2026-04-30' }))
      .then(
        changeRequested({
          effectiveOn: '2026-04-30',
          // 67.45 / 30 = 2.248
          bill: billOf(
            'change',
            2_25,
            charge(premium(5), {
              period: { start: '2026-04-30', end: '2026-05-01' },
              unitPrice: 13_49,
              amount: 2_25,
            }),
          ),
        }),
      ));
});

describe('plan up (D13)', () => {
  it('D13 charges the new plan and credits the old one for the days left, on one invoice', () =>
    given(...started())
      .when(changePlan({ plan: 'business' }))
      .then(changeRequested({ to: business(5), unitPrice: 30_49, bill: BUSINESS_FOR_PREMIUM })));

  it('D13 charges the new plan with the new seats', () =>
    given(...started())
      .when(changePlan({ plan: 'business', seats: 10 }))
      .then(
        changeRequested({
          to: business(10),
          unitPrice: 30_49,
          // 304.90 / 2 less 67.45 / 2 is 118.725.
          bill: billOf(
            'change',
            118_73,
            charge(business(10), { period: REST_OF_APRIL, unitPrice: 30_49, amount: 152_45 }),
            credit(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -33_72 }),
          ),
        }),
      ));

  it('writes nothing when the plan is already the right one', () =>
    given(...started(), changeRequested({ to: business(5) }), planRaised())
      .when(changePlan({ plan: 'business' }))
      .thenNothing());

  it('credits what the last change bought, at its price', () =>
    given(...started(), changeRequested({ to: business(5) }), planRaised())
      .when(changePlan({ plan: 'enterprise' }))
      .then(
        changeRequested({
          from: business(5),
          to: enterprise(5),
          unitPrice: 45_00,
          // 225.00 / 2 less 152.45 / 2 is 36.275, on top of 109.95 invoiced: 146.225 → 146.23, net 36.28.
          bill: billOf(
            'change',
            36_28,
            charge(enterprise(5), { period: REST_OF_APRIL, unitPrice: 45_00, amount: 112_50 }),
            credit(business(5), { period: REST_OF_APRIL, unitPrice: 30_49, amount: -76_22 }),
          ),
        }),
      ));

  it('D4 inside a period the prices and tiers of its captured version count, whatever was published since', () => {
    const backdated = dearerFromMay({ version: '2026-04', effectiveFrom: '2026-04-02', tiers: [2, 5, 9] });
    const catalog = [catalogVersion(), backdated];
    given(...started())
      .when(changePlan({ seats: 10, catalog }))
      .then(changeRequested());
    given(...started())
      .when(changePlan({ seats: 9, catalog }))
      .thenRefused('seats.not_a_tier', { seats: 9, below: 5, above: 10 });
  });

  it('D4 after a renewal the version of the new period counts', () =>
    given(...started(), ...renewedAndPaid({ catalogVersion: '2026-05', unitPrice: 15_00 }))
      .when(changePlan({ seats: 10, today: '2026-05-17', catalog: [catalogVersion(), dearerFromMay()] }))
      .then(
        changeRequested({
          effectiveOn: '2026-05-17',
          unitPrice: 15_00,
          // 75.00 × 15/31 = 36.290
          bill: billOf(
            'change',
            36_29,
            charge(premium(5), {
              period: { start: '2026-05-17', end: MAY.end },
              unitPrice: 15_00,
              amount: 36_29,
            }),
          ),
        }),
      ));
});

describe('what a change up costs nothing for', () => {
  const free = { ...PLANS['premium']!, monthlyPerSeat: { EUR: 0 } };
  const catalog = [catalogVersion({ plans: { ...PLANS, premium: free } })];
  const nothingDue = billOf('change', 0, charge(premium(5), { period: REST_OF_APRIL, unitPrice: 0, amount: 0 }));

  it('is done at once, without a payment', () =>
    given(...started({ unitPrice: 0 }))
      .when(changePlan({ seats: 10, catalog }))
      .then(seatsChanged({ ...priced({ unitPrice: 0 }), bill: nothingDue, paymentId: null })));
});

describe('a change up of a plan that will change or end', () => {
  it('D14 leaves a pending decrease as it is until the payment is settled', () =>
    given(...started(), changeScheduled())
      .when(changePlan({ seats: 10 }))
      .then(changeRequested()));

  it('is taken while a cancellation is scheduled: the plan can still be used until then', () =>
    given(...started(), cancellationScheduled())
      .when(changePlan({ seats: 10 }))
      .then(changeRequested()));
});
