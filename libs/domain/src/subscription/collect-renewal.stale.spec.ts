import {
  lapsed,
  mayOpened,
  mayPaid,
  pastDue,
  priced,
  recordPayment,
  recordRenewalFailure,
  renewalFailed,
  renewed,
  retryRequested,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const JUNE = { start: '2026-06-01', end: '2026-07-01' } as const;
const juneOpened = renewed(priced({ k: 2, period: JUNE }));

describe('an outcome that is stale or heard again', () => {
  it.each([
    ['an earlier period', { k: 0 }],
    ['a later period', { k: 2 }],
    ['another term', { term: 1 }],
  ])('a failure of %s changes nothing', (_what, place) => {
    given(...started(), mayOpened())
      .when(recordRenewalFailure(place))
      .thenNothing();
    given(...pastDue(), retryRequested())
      .when(recordRenewalFailure({ paymentId: 'pay_retry', ...place }))
      .thenNothing();
  });

  it('a failure is recorded once, and that of another payment than the open try not at all', () => {
    given(...pastDue())
      .when(recordRenewalFailure())
      .thenNothing();
    given(...pastDue(), retryRequested())
      .when(recordRenewalFailure())
      .thenNothing();
  });

  it('a failure of the try that was declined before changes nothing, though another try is open', () => {
    const first = [retryRequested(), renewalFailed({ paymentId: 'pay_retry', retriesFailed: 1 })];
    given(...pastDue(), ...first, retryRequested({ paymentId: 'pay_2' }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-06' }))
      .thenNothing();
  });

  it('D16 a failure changes nothing once the period is paid', () => {
    given(...started(), mayOpened(), mayPaid())
      .when(recordRenewalFailure())
      .thenNothing();
    given(...pastDue(), retryRequested(), mayPaid({ paymentId: 'pay_retry' }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry' }))
      .thenNothing();
  });

  it('D16 a payment that is heard of again in the next period changes nothing', () =>
    given(...started(), mayOpened(), mayPaid(), juneOpened)
      .when(recordPayment({ today: '2026-06-01' }))
      .thenNothing());

  it('D16 another payment changes nothing once the period is paid', () =>
    given(...pastDue(), retryRequested(), mayPaid({ paymentId: 'pay_retry' }))
      .when(recordPayment({ paymentId: 'pay_other', today: '2026-05-04' }))
      .thenNothing());

  it('after the end, and before the opening, no outcome changes anything', () => {
    for (const history of [[], [...pastDue(), lapsed()]]) {
      given(...history)
        .when(recordPayment())
        .thenNothing();
      given(...history)
        .when(recordRenewalFailure())
        .thenNothing();
    }
  });
});
