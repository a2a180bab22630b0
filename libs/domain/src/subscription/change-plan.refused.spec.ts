import {
  adam,
  billOf,
  business,
  catalogVersion,
  changePlan,
  changeRequested,
  charge,
  credit,
  endedInMay,
  opened,
  PLANS,
  premium,
  REST_OF_APRIL,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('refused changes', () => {
  it('R38, R39 refuses an administrator who is not the owner', () =>
    given(...started())
      .when(changePlan({ seats: 10, by: adam }))
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'administrator' }));

  it('R28 sends the owner of a manually billed plan to sales', () =>
    given(opened({ collection: 'manual' }), upgraded())
      .when(changePlan({ seats: 10 }))
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'changePlan' }));

  it('R13 refuses one seat', () =>
    given(...started())
      .when(changePlan({ seats: 1 }))
      .thenRefused('seats.one_seat', { above: 2 }));

  it('R14 refuses a number that is no tier, with the tiers around it', () =>
    given(...started())
      .when(changePlan({ seats: 7 }))
      .thenRefused('seats.not_a_tier', { seats: 7, below: 5, above: 10 }));

  it('D3 sends a buyer above the last tier to sales', () =>
    given(...started())
      .when(changePlan({ seats: 501 }))
      .thenRefused('contact_sales', { reason: 'above_last_tier', seats: 501, largest: 500 }));

  it('D3 keeps seats that are no tier of the version, as long as they are not changed', () =>
    given(...started({ to: premium(7) }))
      .when(changePlan({ plan: 'business' }))
      .then(
        changeRequested({
          from: premium(7),
          to: business(7),
          unitPrice: 30_49,
          // 213.43 / 2 = 106.715, 94.43 / 2 = 47.215
          bill: billOf(
            'change',
            59_50,
            charge(business(7), { period: REST_OF_APRIL, unitPrice: 30_49, amount: 106_72 }),
            credit(premium(7), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -47_22 }),
          ),
        }),
      ));

  it('R3 refuses more seats that are still too few for the members', () =>
    given(...started())
      .when(changePlan({ seats: 10, seatsTaken: 11 }))
      .thenRefused('seats.below_members', { seats: 10, members: 11 }));

  it('R3 takes exactly as many seats as members', () =>
    given(...started())
      .when(changePlan({ seats: 10, seatsTaken: 10 }))
      .then(changeRequested()));

  it('R11 refuses a plan that is not sold', () =>
    given(...started())
      .when(changePlan({ plan: 'basic' }))
      .thenRefused('plan.unknown', { plan: 'basic', plans: ['premium', 'business', 'enterprise'] }));

  it("refuses a plan that is not sold in the subscription's currency", () => {
    const business = { ...PLANS['business']!, monthlyPerSeat: { JPY: 3_400 } };
    given(...started())
      .when(changePlan({ plan: 'business', catalog: [catalogVersion({ plans: { ...PLANS, business } })] }))
      .thenRefused('currency.unknown', { currency: 'EUR', currencies: ['JPY'] });
  });

  it('refuses a paid change without a payment method', () =>
    given(opened({ paymentMethod: null }), upgraded())
      .when(changePlan({ seats: 10 }))
      .thenRefused('payment_method.missing'));

  it('D13 refuses more seats on a lower plan, and says which part goes where', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium', seats: 10 }))
      .thenRefused('change.mixed', { plan: 'down', cycle: 'same', seats: 'up' }));

  it('D13 refuses fewer seats on a higher plan, and says which part goes where', () =>
    given(...started())
      .when(changePlan({ plan: 'business', seats: 3 }))
      .thenRefused('change.mixed', { plan: 'up', cycle: 'same', seats: 'down' }));

  it.each(['2026-05-01', '2026-05-02'] as const)('refuses %s, a day on which the renewal is due', (today) =>
    given(...started())
      .when(changePlan({ seats: 10, today }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }),
  );

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(changePlan({ seats: 10 }))
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));

  it('refuses before the first plan', () =>
    given(opened())
      .when(changePlan({ seats: 10 }))
      .thenRefused('subscription.none'));
});
