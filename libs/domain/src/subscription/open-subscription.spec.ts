import {
  alice,
  cancelPlan,
  endedInMay,
  mia,
  opened,
  openSubscription,
  reassignOwner,
  renew,
  renewed,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('OpenSubscription', () => {
  it('R1 opens the subscription of one space with its first plan, as it was requested and priced', () =>
    given().when(openSubscription()).then(opened(), upgraded()));

  it('records an opening that needed no payment', () =>
    given()
      .when(openSubscription({ paymentId: null }))
      .then(opened(), upgraded({ paymentId: null })));

  it('writes nothing the second time', () =>
    given(...started())
      .when(openSubscription())
      .thenNothing());

  it('writes nothing after the end', () =>
    given(...endedInMay())
      .when(openSubscription())
      .thenNothing());

  it('R25, R29 the owner that was named owns it, and whoever opened it for him does not', () => {
    const history = [opened({ ownerId: 'alice', openedBy: 'mia' }), upgraded()];
    given(...history)
      .when(reassignOwner({ by: mia }))
      .thenRefused('rights.not_allowed', { action: 'assignBillingOwner', role: 'member' });
    given(...history)
      .when(reassignOwner({ by: alice, to: 'alice' }))
      .thenNothing();
  });

  it('the first plan begins the first period, which is renewed at its end', () =>
    given(...started())
      .when(renew())
      .then(renewed()));

  it('R23 before the opening there is nothing to change', () =>
    given().when(cancelPlan()).thenRefused('subscription.none'));
});
