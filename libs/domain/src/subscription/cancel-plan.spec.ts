import {
  adam,
  cancelPlan,
  cancellationScheduled,
  cancellationUndone,
  ended,
  endedInMay,
  opened,
  premium,
  priced,
  renew,
  renewed,
  renewedAndPaid,
  specFor,
  started,
  undoCancellation,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('CancelPlan', () => {
  it('R48 takes effect at the renewal date; D10 for a monthly plan too', () =>
    given(...started())
      .when(cancelPlan())
      .then(cancellationScheduled({ effectiveOn: '2026-05-01' })));

  it('R48 takes effect at the renewal date of an annual plan', () => {
    const annual = priced({
      term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'annual' },
      period: { start: '2026-04-01', end: '2027-04-01' },
      unitPrice: 134_90,
    });
    given(...started({ ...annual, to: premium(5, 'annual') }))
      .when(cancelPlan())
      .then(cancellationScheduled({ effectiveOn: '2027-04-01' }));
  });

  it('R48 takes effect at the end of the period that was renewed last', () =>
    given(...started(), ...renewedAndPaid())
      .when(cancelPlan({ today: '2026-05-10' }))
      .then(cancellationScheduled({ effectiveOn: '2026-06-01' })));

  it('D10 cancelling twice changes nothing', () =>
    given(...started(), cancellationScheduled())
      .when(cancelPlan())
      .thenNothing());

  it('D10 can be cancelled again after the cancellation was undone', () =>
    given(...started(), cancellationScheduled(), cancellationUndone())
      .when(cancelPlan())
      .then(cancellationScheduled()));

  it('R48 ends the plan at the renewal date, without a renewal', () =>
    given(...started(), cancellationScheduled())
      .when(renew())
      .then(ended()));

  it('R39 refuses an administrator who is not the owner', () =>
    given(...started())
      .when(cancelPlan({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'cancelPlan', role: 'administrator' }));

  it('R28 sends the owner of a manually billed plan to sales', () =>
    given(opened({ collection: 'manual' }), upgraded())
      .when(cancelPlan())
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'cancelPlan' }));

  it('refuses the renewal date itself: the next period is due', () =>
    given(...started())
      .when(cancelPlan({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));

  it('is taken on the last day of the period', () =>
    given(...started())
      .when(cancelPlan({ today: '2026-04-30' }))
      .then(cancellationScheduled()));

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(cancelPlan())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));

  it('refuses before the first plan', () => given().when(cancelPlan()).thenRefused('subscription.none'));
});

describe('UndoCancellation', () => {
  it('D10 takes a cancellation back', () =>
    given(...started(), cancellationScheduled())
      .when(undoCancellation())
      .then(cancellationUndone()));

  it('writes nothing when nothing is cancelled', () =>
    given(...started())
      .when(undoCancellation())
      .thenNothing());

  it('writes nothing the second time', () =>
    given(...started(), cancellationScheduled(), cancellationUndone())
      .when(undoCancellation())
      .thenNothing());

  it('D10 renews the plan at the renewal date after all', () =>
    given(...started(), cancellationScheduled(), cancellationUndone())
      .when(renew())
      .then(renewed()));

  it('D10 is possible until the day before the renewal date, not on it', () => {
    given(...started(), cancellationScheduled())
      .when(undoCancellation({ today: '2026-04-30' }))
      .then(cancellationUndone());
    given(...started(), cancellationScheduled())
      .when(undoCancellation({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' });
  });

  it('R39 refuses an administrator who is not the owner', () =>
    given(...started(), cancellationScheduled())
      .when(undoCancellation({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'cancelPlan', role: 'administrator' }));

  it('R28 sends the owner of a manually billed plan to sales', () =>
    given(opened({ collection: 'manual' }), upgraded(), cancellationScheduled())
      .when(undoCancellation())
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'cancelPlan' }));

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(undoCancellation())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});
