import {
  catalogVersion,
  changePlan,
  cycleChanged,
  cycleRequested,
  dearerFromMay,
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
  settleChange,
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

describe('a new term and its time zone (D13)', () => {
  /** A month becomes a year on 16 April in Kiritimati; the year counts in Pago Pago, where that day is still to come. */
  const history = [...moving(KIRITIMATI, PAGO_PAGO), cycleChanged({ timeZone: PAGO_PAGO })];

  it('D13 begins on the day that it is where the month before was counted', () =>
    given(...moving(KIRITIMATI, PAGO_PAGO))
      .when(changePlan({ cycle: 'annual', today: '2026-04-16' }))
      .then(cycleRequested()));

  it('D13 is in the zone that was chosen last, from its first day on', () => {
    given(...moving(KIRITIMATI, PAGO_PAGO), cycleRequested())
      .when(settleChange())
      .then(cycleChanged({ timeZone: PAGO_PAGO }));
    expect(zonesAfter(...history)).toStrictEqual([PAGO_PAGO, PAGO_PAGO]);
  });

  it.each<LocalDate>(['2026-04-14', '2026-04-15', '2026-04-16'])('on %s seats up cost the whole year', (today) =>
    given(...history)
      .when(changePlan({ seats: 10, today }))
      .then(
        expect.objectContaining({
          data: expect.objectContaining({
            effectiveOn: '2026-04-16',
            bill: expect.objectContaining({ net: 674_50 }),
          }),
        }),
      ),
  );

  it('D13 a month whose first day has not begun yet becomes a year from that day on, and is credited whole', () =>
    given(...moving(KIRITIMATI, PAGO_PAGO), ...renewedAndPaid({ timeZone: PAGO_PAGO }))
      .when(changePlan({ cycle: 'annual', today: '2026-04-29' }))
      .then(
        expect.objectContaining({
          data: expect.objectContaining({
            effectiveOn: '2026-05-01',
            newTerm: expect.objectContaining({ period: { start: '2026-05-01', end: '2027-05-01' } }),
            bill: expect.objectContaining({
              // 674.50 less 67.45
              net: 607_05,
              lines: [expect.anything(), expect.objectContaining({ amount: -67_45, period: MAY })],
            }),
          }),
        }),
      ));

  it('D4 takes the price list of that day, not of the day before', () =>
    given(...moving(KIRITIMATI, PAGO_PAGO), ...renewedAndPaid({ timeZone: PAGO_PAGO }))
      .when(changePlan({ cycle: 'annual', today: '2026-04-29', catalog: [catalogVersion(), dearerFromMay()] }))
      .then(
        expect.objectContaining({
          data: expect.objectContaining({ newTerm: expect.objectContaining({ catalogVersion: '2026-05' }) }),
        }),
      ));
});

describe('a day is what the command says it is', () => {
  // Which day it is at 23:30 in New York or at 00:30 in Kolkata, the platform knows.
  it.each<[string, LocalDate]>([
    ['America/New_York', '2026-04-15'],
    ['Asia/Kolkata', '2026-04-16'],
  ])('D13 in %s: a year that begins on %s has that anchor', (timeZone, today) =>
    given(opened({ timeZone }), upgraded())
      .when(changePlan({ cycle: 'annual', today }))
      .then(
        expect.objectContaining({
          data: expect.objectContaining({
            effectiveOn: today,
            newTerm: expect.objectContaining({ term: expect.objectContaining({ anchorOn: today }) }),
          }),
        }),
      ),
  );
});
