import {
  business,
  cancellationScheduled,
  cancellationUndone,
  catalogVersion,
  changePlan,
  changeScheduled,
  changeUndone,
  PLANS,
  planRaised,
  premium,
  renew,
  renewed,
  renewedAndPaid,
  seatsChanged,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('seats down (D12) and plan down (D13)', () => {
  it('D12 schedules fewer seats for the renewal; nothing is refunded', () =>
    given(...started())
      .when(changePlan({ seats: 3 }))
      .then(changeScheduled()));

  it('D13 schedules a lower plan for the renewal', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium' }))
      .then(changeScheduled({ from: business(5), to: premium(5) })));

  it('D12, D13 schedules both at once', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium', seats: 3 }))
      .then(changeScheduled({ from: business(5), to: premium(3) })));

  it('writes nothing when that very change is pending', () =>
    given(...started(), changeScheduled())
      .when(changePlan({ seats: 3 }))
      .thenNothing());

  it('D12 takes a decrease below the members: some may have left by the renewal', () =>
    given(...started())
      .when(changePlan({ seats: 3, seatsTaken: 5 }))
      .then(changeScheduled()));

  it('D13 takes a lower plan while there are more members than seats', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium', seatsTaken: 7 }))
      .then(changeScheduled({ from: business(5), to: premium(5) })));

  it('R14 refuses a number that is no tier', () =>
    given(...started({ to: premium(10) }))
      .when(changePlan({ seats: 7 }))
      .thenRefused('seats.not_a_tier', { seats: 7, below: 5, above: 10 }));

  it("refuses a lower plan that is not sold in the subscription's currency: it could not be renewed", () => {
    const catalog = [
      catalogVersion({ plans: { ...PLANS, premium: { ...PLANS['premium']!, monthlyPerSeat: { JPY: 1_500 } } } }),
    ];
    given(...started({ to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium', catalog }))
      .thenRefused('currency.unknown', { currency: 'EUR', currencies: ['JPY'] });
  });

  it('counts from the selection after the last renewal', () =>
    given(...started(), ...renewedAndPaid({ to: premium(3) }))
      .when(changePlan({ seats: 2, today: '2026-05-10' }))
      .then(changeScheduled({ from: premium(3), to: premium(2), effectiveOn: '2026-06-01' })));
});

describe('at most one pending change (D14)', () => {
  it('D14 a newer one replaces it and says so', () =>
    given(...started(), changeScheduled())
      .when(changePlan({ seats: 2 }))
      .then(changeScheduled({ to: premium(2), replaces: premium(3) })));

  it('D14 what is left out of a newer one stays as it is now, not as it was pending', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }), changeScheduled({ from: business(5), to: premium(5) }))
      .when(changePlan({ seats: 3 }))
      .then(changeScheduled({ from: business(5), to: business(3), replaces: premium(5) })));

  it('D14 a pending change that was undone is replaced by nothing', () =>
    given(...started(), changeScheduled(), changeUndone())
      .when(changePlan({ seats: 3 }))
      .then(changeScheduled({ replaces: null })));

  it('D14 after the renewal nothing is pending', () =>
    given(...started(), changeScheduled(), ...renewedAndPaid({ to: premium(3) }))
      .when(changePlan({ seats: 2, today: '2026-05-10' }))
      .then(changeScheduled({ from: premium(3), to: premium(2), effectiveOn: '2026-06-01', replaces: null })));

  it('D14 a rebased decrease keeps its target', () =>
    given(...started(), changeScheduled(), seatsChanged(), changeScheduled({ from: premium(10), replaces: premium(3) }))
      .when(renew())
      .then(renewed({ from: premium(10), to: premium(3) })));
});

describe('a change down of a plan that ends', () => {
  it('is refused: there is no renewal at which it could happen', () =>
    given(...started(), cancellationScheduled())
      .when(changePlan({ seats: 3 }))
      .thenRefused('cancellation.scheduled', { endsOn: '2026-05-01' }));

  it('is taken again once the cancellation is undone', () =>
    given(...started(), cancellationScheduled(), cancellationUndone())
      .when(changePlan({ seats: 3 }))
      .then(changeScheduled()));

  it('a plan that went up can go down again, at the renewal', () =>
    given(...started(), planRaised())
      .when(changePlan({ plan: 'premium' }))
      .then(changeScheduled({ from: business(5), to: premium(5) })));
});

describe('another cycle', () => {
  it('the same cycle is no change', () =>
    given(...started())
      .when(changePlan({ cycle: 'monthly' }))
      .thenNothing());
});
