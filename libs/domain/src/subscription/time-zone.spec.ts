import {
  changePlan,
  detailsChanged,
  isRenewal,
  MAY,
  opened,
  paymentFor,
  premium,
  priced,
  recordRenewalFailure,
  renew,
  renewalFailed,
  renewed,
  renewedAndPaid,
  specFor,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { LocalDate } from '../kernel/local-date.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const given = specFor(subscriptionDecider);

/** 14 hours before UTC. Midnight here is 23:00 in Pago Pago, on the day before the day before. */
const KIRITIMATI = 'Pacific/Kiritimati';
/** 11 hours after UTC. Midnight here is 01:00 in Kiritimati, on the day after. */
const PAGO_PAGO = 'Pacific/Pago_Pago';

/** Premium for five in April in one zone, and another chosen for what follows. */
const moving = (from: string, to: string): readonly SubscriptionEvent[] => [
  opened({ timeZone: from }),
  upgraded(),
  detailsChanged({ timeZone: to }),
];

const zonesAfter = (...events: readonly SubscriptionEvent[]): readonly string[] => {
  const state = replay(subscriptionDecider, events);
  return state.status === 'none' ? [] : [state.account.timeZone, state.account.nextTimeZone];
};

describe('another time zone', () => {
  it('leaves the running period, its end included, in the zone in which it began', () =>
    expect(zonesAfter(...moving(KIRITIMATI, PAGO_PAGO))).toStrictEqual([KIRITIMATI, PAGO_PAGO]));

  it('is in force from the renewal on, which says so', () => {
    const history = moving(KIRITIMATI, PAGO_PAGO);
    const renewal = renewed({ timeZone: PAGO_PAGO });
    given(...history)
      .when(renew())
      .then(renewal);
    expect(zonesAfter(...history, renewal)).toStrictEqual([PAGO_PAGO, PAGO_PAGO]);
  });

  it('is the one that the renewal says, whatever was chosen', () =>
    expect(zonesAfter(...moving(KIRITIMATI, PAGO_PAGO), renewed({ timeZone: 'Europe/Paris' }))).toStrictEqual([
      'Europe/Paris',
      PAGO_PAGO,
    ]));

  it('counts as it was chosen last', () =>
    given(...moving(KIRITIMATI, PAGO_PAGO), detailsChanged({ timeZone: 'Asia/Tokyo' }))
      .when(renew())
      .then(renewed({ timeZone: 'Asia/Tokyo' })));

  it.each([
    ['west', KIRITIMATI, PAGO_PAGO],
    ['east', PAGO_PAGO, KIRITIMATI],
  ])('to the %s: every day is in exactly one period, because a boundary is a day and not an instant', (_, from, to) => {
    const history = [...moving(from, to)];
    const days: LocalDate[] = ['2026-05-01', '2026-06-01', '2026-07-01'];
    for (const today of days) {
      const decided = subscriptionDecider.decide(renew({ today }), replay(subscriptionDecider, history));
      history.push(...decided, ...decided.filter(isRenewal).map((renewal) => paymentFor(renewal)));
    }
    const periods = history.filter(isRenewal).map(({ data }) => data.period);
    expect(periods).toStrictEqual([
      MAY,
      { start: '2026-06-01', end: '2026-07-01' },
      { start: '2026-07-01', end: '2026-08-01' },
    ]);
  });
});

describe('a period whose first day has not begun yet in its own zone', () => {
  const history = [...moving(KIRITIMATI, PAGO_PAGO), ...renewedAndPaid({ timeZone: PAGO_PAGO })];

  it.each<LocalDate>(['2026-04-29', '2026-04-30', '2026-05-01'])(
    'on %s seats up cost the whole of it: the days before were paid for with the period that is over',
    (today) =>
      given(...history)
        .when(changePlan({ seats: 10, today }))
        .then(
          expect.objectContaining({
            type: 'PaidChangeRequested',
            data: expect.objectContaining({
              to: premium(10),
              effectiveOn: '2026-05-01',
              bill: expect.objectContaining({ net: 67_45, lines: [expect.objectContaining({ period: MAY })] }),
            }),
          }),
        ),
  );

  it('D16 is past due from that day on when its renewal cannot be collected', () =>
    given(...moving(KIRITIMATI, PAGO_PAGO), renewed({ timeZone: PAGO_PAGO }))
      .when(recordRenewalFailure({ today: '2026-04-29' }))
      .then(renewalFailed({ effectiveOn: '2026-05-01' })));

  it('is not renewed again before its own end', () => {
    given(...history)
      .when(renew({ today: '2026-04-29' }))
      .thenNothing();
    given(...history)
      .when(renew({ today: '2026-05-31' }))
      .thenNothing();
  });
});

describe('a period whose first day is over already in its own zone', () => {
  const history = [...moving(PAGO_PAGO, KIRITIMATI), ...renewedAndPaid({ timeZone: KIRITIMATI })];

  it('owes that day all the same, and what changes counts from the day that it is', () =>
    given(...history)
      .when(changePlan({ seats: 10, today: '2026-05-02' }))
      .then(
        expect.objectContaining({
          type: 'PaidChangeRequested',
          // 67.45 × 30/31 = 65.274
          data: expect.objectContaining({ effectiveOn: '2026-05-02', bill: expect.objectContaining({ net: 65_27 }) }),
        }),
      ));

  it('ends with its own zone', () =>
    given(...history)
      .when(renew({ today: '2026-06-01' }))
      .then(
        renewed({
          ...priced({ k: 2, period: { start: '2026-06-01', end: '2026-07-01' } }),
          timeZone: KIRITIMATI,
        }),
      ));
});
