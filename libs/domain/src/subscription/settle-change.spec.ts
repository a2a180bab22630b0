import {
  billOf,
  business,
  BUSINESS_FOR_PREMIUM,
  cancelPlan,
  cancellationScheduled,
  changeFailed,
  changePlan,
  changeRequested,
  changeScheduled,
  changeUndone,
  endedInMay,
  enterprise,
  failChange,
  planRaised,
  premium,
  renew,
  seatsChanged,
  settleChange,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const toBusiness = changeRequested({ to: business(5), unitPrice: 30_49, bill: BUSINESS_FOR_PREMIUM });

describe('SettlePaidChange', () => {
  it('D12 adds the seats that were paid for, as they were priced', () =>
    given(...started(), changeRequested())
      .when(settleChange())
      .then(seatsChanged()));

  it('D13 raises the plan that was paid for, as it was priced', () =>
    given(...started(), toBusiness)
      .when(settleChange())
      .then(planRaised()));

  it('writes nothing the second time', () => {
    given(...started(), changeRequested(), seatsChanged())
      .when(settleChange())
      .thenNothing();
    given(...started(), toBusiness, planRaised())
      .when(settleChange())
      .thenNothing();
  });

  it('writes nothing for another payment', () =>
    given(...started(), changeRequested())
      .when(settleChange('pay_other'))
      .thenNothing());

  it('writes nothing when no change waits', () =>
    given(...started())
      .when(settleChange())
      .thenNothing());

  it('writes nothing after the change has failed: an outcome is final', () =>
    given(...started(), changeRequested(), changeFailed())
      .when(settleChange())
      .thenNothing());

  it('writes nothing before the opening and after the end', () => {
    given().when(settleChange()).thenNothing();
    given(...endedInMay())
      .when(settleChange())
      .thenNothing();
  });

  it('D14 rebases a pending decrease: its target stays, the event says what it starts from', () =>
    given(...started(), changeScheduled(), changeRequested())
      .when(settleChange())
      .then(seatsChanged(), changeScheduled({ from: premium(10), to: premium(3), replaces: premium(3) })));

  it('D14 takes a pending decrease of the seats along to the higher plan', () =>
    given(...started(), changeScheduled(), toBusiness)
      .when(settleChange())
      .then(planRaised(), changeScheduled({ from: business(5), to: business(3), replaces: premium(3) })));

  describe('D14 with a pending change to a lower plan', () => {
    const onBusiness = started({ to: business(5), unitPrice: 30_49, bill: billOf('start', 152_45) });
    const toPremium = changeScheduled({ from: business(5), to: premium(5) });

    it('lets it follow added seats', () => {
      const due = billOf('change', 76_23);
      const more = { from: business(5), to: business(10), unitPrice: 30_49, bill: due };
      given(...onBusiness, toPremium, changeRequested(more))
        .when(settleChange())
        .then(seatsChanged(more), changeScheduled({ from: business(10), to: premium(10), replaces: premium(5) }));
    });

    it('undoes it when a higher plan is chosen instead', () => {
      const higher = { from: business(5), to: enterprise(5), unitPrice: 44_99, bill: billOf('change', 36_25) };
      given(...onBusiness, toPremium, changeRequested(higher))
        .when(settleChange())
        .then(planRaised(higher), changeUndone(premium(5)));
    });
  });
});

describe('FailPaidChange (D6)', () => {
  it('D6 records the failure and why', () =>
    given(...started(), changeRequested())
      .when(failChange())
      .then(changeFailed()));

  it('writes nothing the second time', () =>
    given(...started(), changeRequested(), changeFailed())
      .when(failChange())
      .thenNothing());

  it('writes nothing for another payment', () =>
    given(...started(), changeRequested())
      .when(failChange('pay_other'))
      .thenNothing());

  it('writes nothing once the change is paid', () =>
    given(...started(), changeRequested(), seatsChanged())
      .when(failChange())
      .thenNothing());

  it('writes nothing before the opening and after the end', () => {
    given().when(failChange()).thenNothing();
    given(...endedInMay())
      .when(failChange())
      .thenNothing();
  });

  it('D6 plan and seats stay as they were, and nothing is owed: the next change is priced as if none had been tried', () => {
    given(...started(), changeRequested(), changeFailed())
      .when(changePlan({ seats: 5 }))
      .thenNothing();
    given(...started(), changeRequested(), changeFailed())
      .when(changePlan({ plan: 'business' }))
      .then(toBusiness);
  });
});

describe('while a paid change waits for its payment', () => {
  it.each([
    ['another change', changePlan({ seats: 15 })],
    ['a decrease', changePlan({ seats: 3 })],
    ['a cancellation', cancelPlan()],
    ['the renewal', renew()],
  ])('%s is refused', (_what, command) =>
    given(...started(), changeRequested())
      .when(command)
      .thenRefused('payment.pending', { paymentId: 'pay_change' }),
  );

  it.each([
    ['paid', seatsChanged()],
    ['failed', changeFailed()],
  ])('and no longer once it is %s', (_outcome, event) =>
    given(...started(), changeRequested(), event)
      .when(cancelPlan())
      .then(cancellationScheduled()),
  );
});
