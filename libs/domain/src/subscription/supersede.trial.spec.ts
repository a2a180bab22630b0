import {
  billOf,
  changePlan,
  charge,
  credit,
  enterprise,
  lapsed,
  MAY,
  opened,
  premium,
  priced,
  recordPayment,
  recordRenewalFailure,
  renew,
  renewalFailed,
  retryRequested,
  specFor,
  superseded,
} from '../testing/index.js';
import type { SubscriptionEvent, Superseded, TrialConverted } from './index.js';
import { subscriptionDecider } from './subscription.decider.js';
import { firstTerm } from './term.js';

const given = specFor(subscriptionDecider);

/** Enterprise for five, tried out in April: 225.00 a month from May on. */
const trial: readonly SubscriptionEvent[] = [
  opened({ spaceKind: 'organization' }),
  {
    type: 'TrialStarted',
    data: { ...priced({ unitPrice: 45_00 }), subscriptionId: 'sub_1', to: enterprise(5), effectiveOn: '2026-04-01' },
  },
];

/** Design has paid 60.00 for May, which are credited on the first day. */
const designInMay: Superseded = superseded('design', {
  effectiveOn: '2026-05-01',
  line: credit(premium(5), { period: MAY, unitPrice: 12_00, amount: -60_00 }),
  funds: [{ paymentId: 'pay_design', amount: 60_00 }],
});

const paidStart = (net: number, unitPrice: number, supersedes: readonly Superseded[]): TrialConverted => ({
  type: 'TrialConverted',
  data: {
    ...priced({ term: { ...firstTerm('2026-05-01', 'monthly'), index: 1 }, period: MAY, unitPrice }),
    subscriptionId: 'sub_1',
    from: enterprise(5),
    to: enterprise(5),
    effectiveOn: '2026-05-01',
    timeZone: 'Europe/Paris',
    bill: billOf(
      'start',
      net,
      charge(enterprise(5), { period: MAY, unitPrice, amount: 5 * unitPrice }),
      ...supersedes.flatMap(({ line }) => (line === null ? [] : [line])),
    ),
    supersedes,
  },
});

describe('the trial of an organization (D2, D11)', () => {
  it('D2 takes the place of no plan while it runs', () =>
    given(...trial)
      .when(renew({ today: '2026-04-30', supersedes: [designInMay] }))
      .thenNothing());

  it('D2 its first invoice credits the plans of its teams', () =>
    given(...trial)
      .when(renew({ supersedes: [designInMay] }))
      .then(paidStart(165_00, 45_00, [designInMay])));

  it('D2 only what is left is collected, and then the plan can be changed', () => {
    const started = [...trial, paidStart(165_00, 45_00, [designInMay])];
    const more = changePlan({ seats: 10, today: '2026-05-01' });
    const payment = { paymentId: 'pay_may', invoiceNumber: 'FA-2026-000002', term: 1, k: 0 };
    given(...started)
      .when(more)
      .thenRefused('payment.pending', { periodStart: '2026-05-01' });
    const paid = {
      type: 'PaymentReceived',
      data: { ...payment, subscriptionId: 'sub_1', net: 165_00, effectiveOn: '2026-05-01' },
    } as const;
    given(...started)
      .when(recordPayment({ ...payment, net: 165_00 }))
      .then(paid);
    given(...started, paid)
      .when(changePlan({ seats: 5, today: '2026-05-01' }))
      .thenNothing();
  });

  it('D2 nothing is open when the credits cover the whole charge', () => {
    const whole = superseded('design', {
      ...designInMay,
      line: credit(premium(5), { period: MAY, unitPrice: 12_00, amount: -225_00 }),
      funds: [{ paymentId: 'pay_design', amount: 225_00 }],
    });
    given(...trial, paidStart(0, 45_00, [whole]))
      .when(changePlan({ seats: 5, today: '2026-05-01' }))
      .thenNothing();
  });
});

describe('an organization that does not pay what its teams have not (D2, D16)', () => {
  // 310.00 for May, of which the teams have paid 80.00: 10.00 a day.
  const paidByTeams = superseded('design', {
    ...designInMay,
    line: credit(premium(5), { period: MAY, unitPrice: 16_00, amount: -80_00 }),
    funds: [{ paymentId: 'pay_design', amount: 80_00 }],
  });
  const first = { paymentId: 'pay_may', term: 1, k: 0 };
  const opening = [...trial, paidStart(230_00, 62_00, [paidByTeams])];

  it('D16 is past due like any renewal', () =>
    given(...opening)
      .when(recordRenewalFailure(first))
      .then(renewalFailed()));

  it('D16 when it lapses after seven days, the 10.00 that the teams have paid too much are refunded', () => {
    const period = { start: '2026-05-08', end: MAY.end } as const;
    const lastTry = [
      renewalFailed({ retriesFailed: 2, nextRetryOn: '2026-05-08' }),
      retryRequested({ effectiveOn: '2026-05-08' }),
    ];
    given(...opening, ...lastTry)
      .when(recordRenewalFailure({ ...first, paymentId: 'pay_retry', today: '2026-05-08' }))
      .then(
        renewalFailed({
          ...{ paymentId: 'pay_retry', effectiveOn: '2026-05-08', retriesFailed: 3, nextRetryOn: null },
        }),
        lapsed({
          credit: {
            reason: 'correction',
            currency: 'EUR',
            lines: [credit(enterprise(5), { period, unitPrice: 62_00, amount: -240_00 })],
            net: -240_00,
            reducesOpen: 230_00,
            refunds: [{ paymentId: 'pay_design', amount: 10_00 }],
          },
          writtenOff: 0,
          writtenOffInvoice: null,
        }),
      );
  });
});
