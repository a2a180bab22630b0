import {
  adam,
  alice,
  cancelPlan,
  cancellationScheduled,
  card,
  cardReplaced,
  changeDetails,
  changePlan,
  changeRequested,
  detailsChanged,
  endedInMay,
  mia,
  opened,
  otto,
  ownerReassigned,
  reassignOwner,
  replaceCard,
  sealed,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('ReassignBillingOwner', () => {
  it('R33 the owner hands the role to another member', () =>
    given(...started())
      .when(reassignOwner({ to: 'mia' }))
      .then(ownerReassigned('mia')));

  it('R33 handing over to the current owner changes nothing', () =>
    given(...started())
      .when(reassignOwner({ to: 'alice' }))
      .thenNothing());

  it('R40 the former owner loses the role at once: the same command again is refused', () =>
    given(...started(), ownerReassigned('mia'))
      .when(reassignOwner({ to: 'mia' }))
      .thenRefused('rights.not_allowed', { action: 'assignBillingOwner', role: 'administrator' }));

  it('R40 the new owner has every right of the role, the former none', () => {
    const history = [...started(), ownerReassigned('mia')];
    given(...history)
      .when(cancelPlan({ by: mia }))
      .then(cancellationScheduled());
    given(...history)
      .when(cancelPlan({ by: alice }))
      .thenRefused('rights.not_allowed', { action: 'cancelPlan', role: 'administrator' });
  });

  it('R33 the new owner hands it on, from himself', () =>
    given(...started(), ownerReassigned('mia'))
      .when(reassignOwner({ by: mia, to: 'adam' }))
      .then(ownerReassigned('adam', 'mia')));

  it('R33 refuses someone who is no member', () =>
    given(...started())
      .when(reassignOwner({ to: 'otto', isMember: false }))
      .thenRefused('owner.not_a_member', { memberId: 'otto' }));

  it('R34 refuses someone whose e-mail is not known, because the invoices go there', () =>
    given(...started())
      .when(reassignOwner({ to: 'mia', hasEmail: false }))
      .thenRefused('owner.email_missing', { memberId: 'mia' }));

  it.each([
    ['administrator', adam],
    ['member', mia],
    ['outsider', otto],
  ])('R33, R39 refuses an %s', (role, by) =>
    given(...started())
      .when(reassignOwner({ by, to: by.memberId }))
      .thenRefused('rights.not_allowed', { action: 'assignBillingOwner', role }),
  );

  it('is possible on a manually billed plan', () =>
    given(opened({ collection: 'manual' }), upgraded())
      .when(reassignOwner())
      .then(ownerReassigned('mia')));

  it('is possible when the renewal is due: no amount depends on it', () =>
    given(...started())
      .when(reassignOwner({ today: '2026-05-01' }))
      .then(ownerReassigned('mia')));

  it('waits, like every change, while a payment is open', () => {
    const open = given(...started(), changeRequested());
    for (const command of [reassignOwner(), changeDetails(), replaceCard()]) {
      open.when(command).thenRefused('payment.pending', { paymentId: 'pay_change' });
    }
  });

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(reassignOwner())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});

describe('ChangeBillingDetails', () => {
  it('R30 the owner edits the billing details', () =>
    given(...started())
      .when(changeDetails())
      .then(detailsChanged()));

  it('writes nothing when they are what they were', () =>
    given(...started())
      .when(changeDetails({ billingDetails: sealed('details') }))
      .thenNothing());

  it('writes nothing the second time', () =>
    given(...started(), detailsChanged())
      .when(changeDetails())
      .thenNothing());

  it('R61 the language can be chosen', () =>
    given(...started())
      .when(changeDetails({ locale: 'fr' }))
      .then(detailsChanged({ locale: 'fr' })));

  it('R61 the language alone can be chosen', () =>
    given(...started())
      .when(changeDetails({ billingDetails: sealed('details'), locale: 'fr' }))
      .then(detailsChanged({ billingDetails: sealed('details'), locale: 'fr' })));

  it('R61 a chosen language stays when none is given', () =>
    given(...started(), detailsChanged({ locale: 'fr' }))
      .when(changeDetails({ billingDetails: sealed('newer details') }))
      .then(detailsChanged({ billingDetails: sealed('newer details'), locale: 'fr' })));

  it('another time zone can be chosen, alone too', () => {
    given(...started())
      .when(changeDetails({ timeZone: 'Asia/Tokyo' }))
      .then(detailsChanged({ timeZone: 'Asia/Tokyo' }));
    given(...started())
      .when(changeDetails({ billingDetails: sealed('details'), timeZone: 'Asia/Tokyo' }))
      .then(detailsChanged({ billingDetails: sealed('details'), timeZone: 'Asia/Tokyo' }));
  });

  it('a time zone that was chosen stays when none is given, and choosing it again writes nothing', () => {
    const chosen = [...started(), detailsChanged({ timeZone: 'Asia/Tokyo' })];
    given(...chosen)
      .when(changeDetails({ billingDetails: sealed('newer details') }))
      .then(detailsChanged({ billingDetails: sealed('newer details'), timeZone: 'Asia/Tokyo' }));
    given(...chosen)
      .when(changeDetails({ timeZone: 'Asia/Tokyo' }))
      .thenNothing();
  });

  it('the time zone of the running period can be chosen again before another takes its place', () =>
    given(...started(), detailsChanged({ timeZone: 'Asia/Tokyo' }))
      .when(changeDetails({ timeZone: 'Europe/Paris' }))
      .then(detailsChanged({ timeZone: 'Europe/Paris' })));

  it('the currency may be repeated', () =>
    given(...started())
      .when(changeDetails({ currency: 'EUR' }))
      .then(detailsChanged()));

  it('the currency stays while a plan lives', () =>
    given(...started())
      .when(changeDetails({ currency: 'JPY' }))
      .thenRefused('billing_details.currency_fixed', { currency: 'EUR' }));

  it('R30, R39 refuses an administrator', () =>
    given(...started())
      .when(changeDetails({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'editBillingDetails', role: 'administrator' }));

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(changeDetails())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});

describe('ReplacePaymentMethod', () => {
  it('R30 the owner replaces the card', () =>
    given(...started())
      .when(replaceCard())
      .then(cardReplaced()));

  it('writes nothing for the same card', () =>
    given(...started())
      .when(replaceCard({ paymentMethod: card('4242') }))
      .thenNothing());

  it('writes nothing the second time', () =>
    given(...started(), cardReplaced())
      .when(replaceCard())
      .thenNothing());

  it('gives a subscription without a card one: a paid change becomes possible', () => {
    const withoutCard = [opened({ paymentMethod: null }), upgraded()];
    given(...withoutCard)
      .when(replaceCard())
      .then(cardReplaced());
    given(...withoutCard, cardReplaced())
      .when(changePlan({ seats: 10 }))
      .then(changeRequested());
  });

  it('refuses a card that the gateway does not know', () =>
    given(...started())
      .when(replaceCard({ paymentMethod: null }))
      .thenRefused('payment_method.unknown'));

  it('R30, R39 refuses an administrator', () =>
    given(...started())
      .when(replaceCard({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'editPaymentMethod', role: 'administrator' }));

  it('refuses a subscription that has ended', () =>
    given(...endedInMay())
      .when(replaceCard())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});
