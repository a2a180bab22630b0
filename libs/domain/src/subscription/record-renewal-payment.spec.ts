import {
  endedInMay,
  opened,
  recordRenewalFailure,
  renewalFailed,
  renewed,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('RecordRenewalFailure (D16)', () => {
  it('D16 makes the subscription past due', () =>
    given(...started(), renewed())
      .when(recordRenewalFailure())
      .then(renewalFailed()));

  it('writes nothing when the failure is heard twice', () =>
    given(...started(), renewed(), renewalFailed())
      .when(recordRenewalFailure())
      .thenNothing());

  it('records the failure of another payment', () =>
    given(...started(), renewed(), renewalFailed())
      .when(recordRenewalFailure({ paymentId: 'pay_june', invoiceNumber: 'FA-2026-000003', today: '2026-06-01' }))
      .then(renewalFailed({ paymentId: 'pay_june', invoiceNumber: 'FA-2026-000003', effectiveOn: '2026-06-01' })));

  it('writes nothing before the first plan and after the end', () => {
    given().when(recordRenewalFailure()).thenNothing();
    given(opened()).when(recordRenewalFailure()).thenNothing();
    given(...endedInMay())
      .when(recordRenewalFailure())
      .thenNothing();
  });
});
