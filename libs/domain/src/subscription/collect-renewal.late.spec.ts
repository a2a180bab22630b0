import {
  credit,
  lapsed,
  MAY,
  mayOpened,
  opened,
  pastDue,
  premium,
  recordRenewalFailure,
  renewalFailed,
  retryRenewal,
  retryRequested,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { LocalDate } from '../kernel/local-date.js';
import { nextDue } from './due.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('an outcome that comes late (D16)', () => {
  it.each<[heardOn: LocalDate, nextRetryOn: LocalDate, endsOn: LocalDate]>([
    ['2026-05-03', '2026-05-04', '2026-05-08'],
    ['2026-05-06', '2026-05-06', '2026-05-08'],
    ['2026-05-12', '2026-05-12', '2026-05-12'],
    ['2026-06-10', '2026-06-01', '2026-06-01'],
  ])(
    'D16 a first failure that is heard of on %s names %s and %s: never a day that is over, nor one after the period',
    (today, nextRetryOn, endsOn) =>
      given(...started(), mayOpened())
        .when(recordRenewalFailure({ today }))
        .then(renewalFailed({ effectiveOn: today, nextRetryOn, endsOn })),
  );

  it('D16 every try is still made: one that is late counts as one', () => {
    const late = renewalFailed({ effectiveOn: '2026-05-12', nextRetryOn: '2026-05-12', endsOn: '2026-05-12' });
    given(...started(), mayOpened(), late)
      .when(retryRenewal({ today: '2026-05-12' }))
      .then(retryRequested({ effectiveOn: '2026-05-12' }));
    given(...started(), mayOpened(), late, retryRequested({ effectiveOn: '2026-05-12' }))
      .when(recordRenewalFailure({ paymentId: 'pay_retry', today: '2026-05-13' }))
      .then(
        renewalFailed({
          paymentId: 'pay_retry',
          effectiveOn: '2026-05-13',
          retriesFailed: 1,
          nextRetryOn: '2026-05-13',
          endsOn: '2026-05-13',
        }),
      );
  });

  it('D16 a try comes before the renewal that waits for it, even when the period is over', () => {
    const late = renewalFailed({ effectiveOn: '2026-06-10', nextRetryOn: '2026-06-01', endsOn: '2026-06-01' });
    const state = replay(subscriptionDecider, [...started(), mayOpened(), late]);
    expect(nextDue(state)).toStrictEqual({ on: '2026-06-01', what: 'retry', step: 'retry_0_1_0' });
  });

  const twoFailed = renewalFailed({
    paymentId: 'pay_2',
    effectiveOn: '2026-05-06',
    retriesFailed: 2,
    nextRetryOn: '2026-05-08',
  });
  const lastTry = [...pastDue(), retryRequested(), twoFailed, retryRequested({ paymentId: 'pay_3' })];
  const lastFailure = { paymentId: 'pay_3', retriesFailed: 3, nextRetryOn: null } as const;

  it('D16 the plan ends on the day on which the last failure is heard of: 23 days of 2.00 are credited', () => {
    const period = { start: '2026-05-09', end: MAY.end } as const;
    const { credit: onTime } = lapsed().data;
    given(...lastTry)
      .when(recordRenewalFailure({ paymentId: 'pay_3', today: '2026-05-09' }))
      .then(
        renewalFailed({ ...lastFailure, effectiveOn: '2026-05-09', endsOn: '2026-05-09' }),
        lapsed({
          effectiveOn: '2026-05-09',
          credit: {
            ...onTime!,
            lines: [credit(premium(5), { period, unitPrice: 12_40, amount: -46_00 })],
            net: -46_00,
            reducesOpen: 46_00,
          },
          writtenOff: 16_00,
        }),
      );
  });

  it('D16 the plan ends with the period at the latest: no day after it was ever invoiced', () =>
    given(...lastTry)
      .when(recordRenewalFailure({ paymentId: 'pay_3', today: '2026-06-10' }))
      .then(
        renewalFailed({ ...lastFailure, effectiveOn: '2026-06-10', endsOn: '2026-06-01' }),
        lapsed({ effectiveOn: '2026-06-01', credit: null, writtenOff: 62_00 }),
      ));
});

describe('a period whose first day has not begun yet in its own zone', () => {
  it('D16 counts its tries from that first day', () =>
    given(opened(), upgraded(), mayOpened({ timeZone: 'Pacific/Pago_Pago' }))
      .when(recordRenewalFailure({ today: '2026-04-30' }))
      .then(renewalFailed({ effectiveOn: '2026-05-01', nextRetryOn: '2026-05-04', endsOn: '2026-05-08' })));
});
