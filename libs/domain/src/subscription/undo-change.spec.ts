import {
  adam,
  cancellationScheduled,
  changeRequested,
  changeScheduled,
  changeUndone,
  endedInMay,
  opened,
  premium,
  renew,
  renewed,
  renewedAndPaid,
  specFor,
  started,
  undoChange,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('UndoChange', () => {
  it('D14 takes the pending change back', () =>
    given(...started(), changeScheduled())
      .when(undoChange())
      .then(changeUndone()));

  it('D14 takes back the newer change that replaced another', () =>
    given(...started(), changeScheduled(), changeScheduled({ to: premium(2), replaces: premium(3) }))
      .when(undoChange())
      .then(changeUndone(premium(2))));

  it('writes nothing when nothing is pending', () =>
    given(...started())
      .when(undoChange())
      .thenNothing());

  it('writes nothing the second time', () =>
    given(...started(), changeScheduled(), changeUndone())
      .when(undoChange())
      .thenNothing());

  it('writes nothing once the change has happened', () =>
    given(...started(), changeScheduled(), ...renewedAndPaid({ to: premium(3) }))
      .when(undoChange({ today: '2026-05-10' }))
      .thenNothing());

  it('the plan is renewed as it was', () =>
    given(...started(), changeScheduled(), changeUndone())
      .when(renew())
      .then(renewed()));

  it('R39 refuses an administrator who is not the owner', () =>
    given(...started(), changeScheduled())
      .when(undoChange({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'administrator' }));

  it('R28 sends the owner of a manually billed plan to sales', () =>
    given(opened({ collection: 'manual' }), upgraded(), changeScheduled())
      .when(undoChange())
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'changePlan' }));

  it('refuses while a paid change waits for its payment', () =>
    given(...started(), changeScheduled(), changeRequested())
      .when(undoChange())
      .thenRefused('payment.pending', { paymentId: 'pay_change' }));

  it('refuses on the renewal date, when the change is due', () =>
    given(...started(), changeScheduled())
      .when(undoChange({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));

  it('is taken while a cancellation is scheduled as well', () =>
    given(...started(), changeScheduled(), cancellationScheduled())
      .when(undoChange())
      .then(changeUndone()));

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(undoChange())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});
