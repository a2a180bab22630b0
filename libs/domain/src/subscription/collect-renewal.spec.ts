import {
  billOf,
  cancelPlan,
  cancellationScheduled,
  card,
  cardReplaced,
  changeDetails,
  changePlan,
  changeRequested,
  changeScheduled,
  charge,
  detailsChanged,
  lapsed,
  MAY,
  mayOpened,
  mayPaid,
  ownerReassigned,
  pastDue,
  premium,
  priced,
  reassignOwner,
  recordPayment,
  recordRenewalFailure,
  renew,
  renewalFailed,
  renewed,
  replaceCard,
  retryRenewal,
  retryRequested,
  specFor,
  started,
  undoCancellation,
  undoChange,
} from '../testing/index.js';
import type { LocalDate } from '../kernel/local-date.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const given = specFor(subscriptionDecider);

/** The days of the tries: three, five and seven days after the renewal day, 1 May. */
const DAYS: readonly LocalDate[] = ['2026-05-04', '2026-05-06', '2026-05-08'];

/** One scheduled try that was declined on its day. */
const failedTry = (number: number): readonly SubscriptionEvent[] => {
  const paymentId = `pay_${number}`;
  const effectiveOn = DAYS[number - 1]!;
  const nextRetryOn = DAYS[number] ?? null;
  return [
    retryRequested({ paymentId, effectiveOn }),
    renewalFailed({ paymentId, effectiveOn, retriesFailed: number, nextRetryOn }),
  ];
};

/** May is past due, and so many scheduled tries have been declined. */
const afterTries = (count: number): readonly SubscriptionEvent[] => [
  ...pastDue(),
  ...[1, 2, 3].slice(0, count).flatMap(failedTry),
];

const AFTER_RETRIES = [
  [0, '2026-05-04'],
  [1, '2026-05-06'],
  [2, '2026-05-08'],
] as const;

describe('a renewal that cannot be collected (D16)', () => {
  it('D16 the first failure names the next try, and the day on which the plan would end', () =>
    given(...started(), mayOpened())
      .when(recordRenewalFailure())
      .then(renewalFailed({ retriesFailed: 0, nextRetryOn: '2026-05-04', endsOn: '2026-05-08' })));

  it.each(AFTER_RETRIES)('D16 after %i failed retries the next is on %s, and not a day before', (count, day) => {
    const history = afterTries(count);
    const dayBefore = day.replace(/\d$/, (digit) => String(Number(digit) - 1)) as LocalDate;
    given(...history)
      .when(retryRenewal({ today: dayBefore }))
      .thenNothing();
    given(...history)
      .when(retryRenewal({ today: day }))
      .then(retryRequested({ effectiveOn: day }));
  });

  it.each([
    [1, '2026-05-04', '2026-05-06'],
    [2, '2026-05-06', '2026-05-08'],
  ] as const)('D16 when retry %i fails on %s the next is on %s', (number, today, nextRetryOn) =>
    given(...afterTries(number - 1), retryRequested({ effectiveOn: today }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today }))
      .then(
        renewalFailed({
          paymentId: 'pay_retry',
          effectiveOn: today,
          retriesFailed: number,
          nextRetryOn,
          endsOn: '2026-05-08',
        }),
      ),
  );

  it('D16 the last failure ends the plan that day: 24 unused days of 2.00 reduce the invoice, 14.00 are written off', () =>
    given(...afterTries(2), retryRequested({ effectiveOn: '2026-05-08' }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-08' }))
      .then(
        renewalFailed({
          paymentId: 'pay_retry',
          effectiveOn: '2026-05-08',
          retriesFailed: 3,
          nextRetryOn: null,
          endsOn: '2026-05-08',
        }),
        lapsed(),
      ));

  it('D16 a plan that was cancelled meanwhile lapses all the same', () =>
    given(
      ...afterTries(2),
      cancellationScheduled({ effectiveOn: '2026-06-01' }),
      retryRequested({ effectiveOn: '2026-05-08' }),
    )
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-08' }))
      .then(
        renewalFailed({
          paymentId: 'pay_retry',
          effectiveOn: '2026-05-08',
          retriesFailed: 3,
          nextRetryOn: null,
          endsOn: '2026-05-08',
        }),
        lapsed(),
      ));

  it('D16 after the end nothing is tried, and nothing can be changed', () => {
    const over = given(...afterTries(3), lapsed());
    over.when(retryRenewal({ today: '2026-05-09' })).thenNothing();
    over.when(renew({ today: '2026-06-01' })).thenNothing();
    over.when(replaceCard({ today: '2026-05-09' })).thenRefused('subscription.ended', { endedOn: '2026-05-08' });
  });

  it('nothing is tried again before the first payment has an outcome, nor where all is paid', () => {
    given(...started(), mayOpened())
      .when(retryRenewal())
      .thenNothing();
    given(...started(), mayOpened(), mayPaid())
      .when(retryRenewal())
      .thenNothing();
    given().when(retryRenewal()).thenNothing();
  });

  it('a try that is asked for twice is made once', () =>
    given(...pastDue(), retryRequested())
      .when(retryRenewal({ paymentId: 'pay_other' }))
      .thenNothing());
});

describe('a renewal that is paid (D16)', () => {
  it('records the payment, once', () => {
    given(...started(), mayOpened())
      .when(recordPayment())
      .then(mayPaid());
    given(...started(), mayOpened(), mayPaid())
      .when(recordPayment())
      .thenNothing();
  });

  it('D16 a retry recovers it', () => {
    const recovered = mayPaid({ paymentId: 'pay_retry', effectiveOn: '2026-05-04' });
    const retry = recordPayment({ paymentId: 'pay_retry', today: '2026-05-04' });
    given(...pastDue(), retryRequested())
      .when(retry)
      .then(recovered);
    given(...pastDue(), retryRequested(), recovered)
      .when(retry)
      .thenNothing();
  });

  it('D16 a recovered payment never bills the period twice', () => {
    const recovered = [...pastDue(), retryRequested(), mayPaid({ paymentId: 'pay_retry', effectiveOn: '2026-05-04' })];
    given(...recovered)
      .when(renew({ today: '2026-05-31' }))
      .thenNothing();
    given(...recovered)
      .when(retryRenewal({ today: '2026-05-06' }))
      .thenNothing();
    const june = { start: '2026-06-01', end: '2026-07-01' } as const;
    given(...recovered)
      .when(renew({ today: '2026-06-01' }))
      .then(renewed(priced({ k: 2, period: june })));
  });

  it('D16 a period that is past due again has all its tries', () => {
    const june = { start: '2026-06-01', end: '2026-07-01' } as const;
    const history = [...afterTries(2), retryRequested(), mayPaid({ paymentId: 'pay_retry' })];
    given(...history, renewed(priced({ k: 2, period: june })))
      .when(recordRenewalFailure({ paymentId: 'pay_june', invoiceNumber: 'FA-2026-000003', k: 2, today: '2026-06-01' }))
      .then(
        renewalFailed({
          paymentId: 'pay_june',
          invoiceNumber: 'FA-2026-000003',
          effectiveOn: '2026-06-01',
          nextRetryOn: '2026-06-04',
          endsOn: '2026-06-08',
        }),
      );
  });
});

describe('another card for a past due plan (D16)', () => {
  const atOnce = retryRequested({ cause: 'newCard', effectiveOn: '2026-05-02' });
  const declined = renewalFailed({ paymentId: 'pay_retry', effectiveOn: '2026-05-02' });

  it('D16 is tried at once', () =>
    given(...pastDue())
      .when(replaceCard({ today: '2026-05-02' }))
      .then(cardReplaced(), atOnce));

  it('D16 the same card is tried again too', () =>
    given(...pastDue())
      .when(replaceCard({ paymentMethod: card('4242'), today: '2026-05-02' }))
      .then(atOnce));

  it('D16 uses up no scheduled try when it is declined', () => {
    given(...pastDue(), cardReplaced(), atOnce)
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-02' }))
      .then(declined);
    given(...pastDue(), cardReplaced(), atOnce, declined)
      .when(retryRenewal({ paymentId: 'pay_1', today: '2026-05-04' }))
      .then(retryRequested({ paymentId: 'pay_1' }));
  });

  it('D16 ends no plan when it is declined after two scheduled tries', () =>
    given(...afterTries(2), retryRequested({ cause: 'newCard', effectiveOn: '2026-05-07' }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-07' }))
      .then(
        renewalFailed({
          paymentId: 'pay_retry',
          effectiveOn: '2026-05-07',
          retriesFailed: 2,
          nextRetryOn: '2026-05-08',
        }),
      ));

  it('D16 recovers the plan: the next card is only replaced', () => {
    const recovered = [...pastDue(), cardReplaced(), atOnce, mayPaid({ paymentId: 'pay_retry' })];
    given(...recovered)
      .when(replaceCard({ paymentMethod: card('1881'), today: '2026-05-03' }))
      .then(cardReplaced(card('1881')));
  });

  it('the schedule waits while it is tried', () =>
    given(...pastDue(), cardReplaced(), atOnce)
      .when(retryRenewal({ paymentId: 'pay_1', today: '2026-05-04' }))
      .thenNothing());

  it('the same command again waits, and writes nothing', () =>
    given(...pastDue(), cardReplaced(), atOnce)
      .when(replaceCard({ today: '2026-05-02' }))
      .thenRefused('payment.pending', { periodStart: '2026-05-01' }));
});

describe('what can be changed while a renewal is not paid (D16)', () => {
  const today = '2026-05-02';
  const changes = [
    changePlan({ seats: 10, today }),
    changePlan({ seats: 3, today }),
    undoChange({ today }),
    cancelPlan({ today }),
    undoCancellation({ today }),
    reassignOwner({ today }),
    changeDetails({ today }),
    replaceCard({ today }),
    renew({ today: '2026-06-01' }),
  ];

  it.each(changes)('while a try is open $type waits', (command) => {
    const pending = ['payment.pending', { periodStart: '2026-05-01' }] as const;
    given(...started(), mayOpened())
      .when(command)
      .thenRefused(...pending);
    given(...pastDue(), retryRequested())
      .when(command)
      .thenRefused(...pending);
  });

  it.each([
    changePlan({ seats: 10, today }),
    changePlan({ plan: 'business', today }),
    changePlan({ cycle: 'annual', today }),
  ])('D16 no change that is to be paid is taken while the plan is past due: $data.seats $data.plan', (command) =>
    given(...pastDue())
      .when(command)
      .thenRefused('payment.past_due', { invoiceNumber: 'FA-2026-000002' }),
  );

  it('a change that is scheduled is taken', () => {
    given(...pastDue())
      .when(changePlan({ seats: 3, today }))
      .then(changeScheduled({ effectiveOn: '2026-06-01' }));
    given(...pastDue())
      .when(cancelPlan({ today }))
      .then(cancellationScheduled({ effectiveOn: '2026-06-01' }));
  });

  it('the owner and the billing details can be changed', () => {
    given(...pastDue())
      .when(reassignOwner({ today }))
      .then(ownerReassigned('mia'));
    given(...pastDue())
      .when(changeDetails({ today }))
      .then(detailsChanged());
  });

  it('D16 the next period is not opened while this one is past due', () =>
    given(...pastDue())
      .when(renew({ today: '2026-06-01' }))
      .thenRefused('payment.past_due', { invoiceNumber: 'FA-2026-000002' }));

  it('a paid change is taken again as soon as the renewal is paid', () => {
    const bill = billOf('change', 67_45, charge(premium(5), { period: MAY, unitPrice: 13_49, amount: 67_45 }));
    const paid = mayPaid({ net: 67_45 });
    for (const history of [[paid], [renewalFailed(), retryRequested(), paid]]) {
      given(...started(), renewed(), ...history)
        .when(changePlan({ seats: 10, today: '2026-05-01' }))
        .then(changeRequested({ effectiveOn: '2026-05-01', bill }));
    }
  });
});
