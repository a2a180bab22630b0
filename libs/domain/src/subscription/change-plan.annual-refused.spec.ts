import {
  adam,
  billOf,
  cancellationScheduled,
  cancelPlan,
  catalogVersion,
  changePlan,
  changeScheduled,
  charge,
  endedInMay,
  mia,
  opened,
  otto,
  paymentReceived,
  PLANS,
  premium,
  priced,
  renewalFailed,
  renewed,
  sally,
  seatsChanged,
  specFor,
  started,
  undoChange,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { firstTerm, periodOf } from './term.js';

const given = specFor(subscriptionDecider);

const toAnnual = (data: Partial<Parameters<typeof changePlan>[0]> = {}): ReturnType<typeof changePlan> =>
  changePlan({ cycle: 'annual', ...data });

describe('a new cycle that is refused', () => {
  it.each([
    ['administrator', adam],
    ['member', mia],
    ['outsider', otto],
    ['sales', sally],
  ])('R38, R39 asked for by an %s', (role, by) =>
    given(...started())
      .when(toAnnual({ by }))
      .thenRefused('rights.not_allowed', { action: 'changePlan', role }),
  );

  it('R3 with fewer seats than members: a new term covers all of them', () => {
    given(...started())
      .when(toAnnual({ seatsTaken: 6 }))
      .thenRefused('seats.below_members', { seats: 5, members: 6 });
    given(...started())
      .when(toAnnual({ seats: 10, seatsTaken: 11 }))
      .thenRefused('seats.below_members', { seats: 10, members: 11 });
  });

  it('R13 with one seat', () =>
    given(...started())
      .when(toAnnual({ seats: 1 }))
      .thenRefused('seats.one_seat', { above: 2 }));

  it('R14 with a number that is no tier', () =>
    given(...started())
      .when(toAnnual({ seats: 7 }))
      .thenRefused('seats.not_a_tier', { seats: 7, below: 5, above: 10 }));

  it('D3 above the last tier', () =>
    given(...started())
      .when(toAnnual({ seats: 501 }))
      .thenRefused('contact_sales', { reason: 'above_last_tier', seats: 501, largest: 500 }));

  it('R11 with a plan that is not sold', () =>
    given(...started())
      .when(toAnnual({ plan: 'basic' }))
      .thenRefused('plan.unknown', { plan: 'basic', plans: ['premium', 'business', 'enterprise'] }));

  it("in a price list without the subscription's currency", () => {
    const plans = { ...PLANS, premium: { ...PLANS['premium']!, monthlyPerSeat: { JPY: 1_500 } } };
    const catalog = [catalogVersion(), catalogVersion({ version: '2026-04', effectiveFrom: '2026-04-16', plans })];
    given(...started())
      .when(toAnnual({ catalog }))
      .thenRefused('currency.unknown', { currency: 'EUR', currencies: ['JPY'] });
  });

  it('without a payment method', () =>
    given(opened({ paymentMethod: null }), upgraded())
      .when(toAnnual())
      .thenRefused('payment_method.missing'));

  it('on the renewal date, when the next month is due', () =>
    given(...started())
      .when(toAnnual({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));

  it('after the end', () =>
    given(...endedInMay())
      .when(toAnnual())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' }));
});

describe('a change while the renewal is not paid', () => {
  const collecting = [...started(), renewed()];
  const pastDue = [...collecting, renewalFailed()];
  const today = '2026-05-10';

  it.each([
    ['a new cycle', toAnnual({ today })],
    ['more seats', changePlan({ seats: 10, today })],
    ['a higher plan', changePlan({ plan: 'business', today })],
    ['fewer seats', changePlan({ seats: 3, today })],
    ['an undone change', undoChange({ today })],
    ['a cancellation', cancelPlan({ today })],
  ])('%s waits while it is being collected', (_what, command) =>
    given(...collecting)
      .when(command)
      .thenRefused('payment.pending', { periodStart: '2026-05-01' }),
  );

  it.each([
    ['a new cycle', toAnnual({ today })],
    ['more seats', changePlan({ seats: 10, today })],
    ['a higher plan', changePlan({ plan: 'business', today })],
  ])('D16 %s is refused while it is past due: nothing more is sold', (_what, command) =>
    given(...pastDue)
      .when(command)
      .thenRefused('payment.past_due', { invoiceNumber: 'FA-2026-000002' }),
  );

  it.each([
    ['fewer seats', changePlan({ seats: 3, today })],
    ['a cancellation', cancelPlan({ today })],
  ])('D16 %s waits while it is being collected once more', (_what, command) => {
    const { subscriptionId, invoiceNumber } = renewalFailed().data;
    const retried: SubscriptionEvent = {
      type: 'RenewalRetryRequested',
      data: { subscriptionId, invoiceNumber, paymentId: 'pay_retry', cause: 'schedule', effectiveOn: '2026-05-04' },
    };
    given(...pastDue, retried)
      .when(command)
      .thenRefused('payment.pending', { periodStart: '2026-05-01' });
  });

  it('D2 everything waits while the organization that takes its place is being charged', () => {
    const held: SubscriptionEvent = {
      type: 'SupersedeRequested',
      data: { subscriptionId: 'sub_1', by: 'sub_org', effectiveOn: '2026-04-16' },
    };
    const waiting = { organizationSubscriptionId: 'sub_org' };
    given(...started(), held)
      .when(changePlan({ seats: 10 }))
      .thenRefused('payment.pending', waiting);
    given(...started(), held)
      .when(cancelPlan())
      .thenRefused('payment.pending', waiting);
  });

  it('D16 fewer seats and a cancellation are taken while it is past due', () => {
    given(...pastDue)
      .when(changePlan({ seats: 3, today }))
      .then(changeScheduled({ effectiveOn: '2026-06-01' }));
    given(...pastDue)
      .when(cancelPlan({ today }))
      .then(cancellationScheduled({ effectiveOn: '2026-06-01' }));
  });

  it('everything is taken again once it is paid', () =>
    given(...pastDue, paymentReceived({ effectiveOn: '2026-05-04' }))
      .when(changePlan({ seats: 3, today }))
      .then(changeScheduled({ effectiveOn: '2026-06-01' })));
});

describe('a change of a manually billed plan, by sales (R28)', () => {
  const term = firstTerm('2026-04-01', 'annual');
  const year = priced({ term, period: periodOf(term, 0), unitPrice: 134_90 });
  const manual = [
    opened({ collection: 'manual', paymentMethod: null }),
    upgraded({ ...year, to: premium(20, 'annual'), paymentId: null }),
  ];

  it('R26 is refused when it would be monthly', () =>
    given(...manual)
      .when(changePlan({ cycle: 'monthly', by: sally }))
      .thenRefused('manual.annual_only', { cycle: 'monthly' }));

  it('D7 is refused when it would be for fewer than twenty seats', () =>
    given(...manual)
      .when(changePlan({ seats: 15, by: sally }))
      .thenRefused('manual.too_few_seats', { seats: 15, minimum: 20 }));

  it('R28 is refused to the owner', () =>
    given(...manual)
      .when(changePlan({ seats: 30 }))
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'changePlan' }));

  it('D7 is done at once and invoiced, although the invoice before is not paid', () =>
    given(...manual)
      .when(changePlan({ seats: 25, by: sally, today: '2026-04-01' }))
      .then(
        seatsChanged({
          ...year,
          from: premium(20, 'annual'),
          to: premium(25, 'annual'),
          effectiveOn: '2026-04-01',
          bill: billOf(
            'change',
            674_50,
            charge(premium(5, 'annual'), { period: year.period, unitPrice: 134_90, amount: 674_50 }),
          ),
          paymentId: null,
        }),
      ));
});
