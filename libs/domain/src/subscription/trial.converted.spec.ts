import {
  billOf,
  cancellationScheduled,
  cancelPlan,
  cardReplaced,
  catalogVersion,
  changePlan,
  charge,
  credit,
  dearerFromMay,
  detailsChanged,
  ended,
  firstPaidMonth,
  isRenewal,
  MAY,
  paymentFor,
  paymentReceived,
  premium,
  priced,
  recordRenewalFailure,
  renew,
  renewalFailed,
  renewed,
  specFor,
  trialChanged,
  trialConverted,
  trialEndAnnounced,
  trialling,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { chargeAfterTrial } from './renew.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { active } from './subscription.state.js';
import type { Superseded } from './supersede.events.js';
import { newTermOn, periodOf } from './term.js';
import { isPaidAfterTrial } from './trial.js';

const given = specFor(subscriptionDecider);

const paid = [...trialling(), trialConverted(), paymentFor(trialConverted())];

describe('the day after a trial (D11)', () => {
  it('D11 with payment data the plan starts, and that day is its anchor', () =>
    given(...trialling())
      .when(renew())
      .then(trialConverted()));

  it('D11 without payment data the space returns to Basic, without an invoice', () =>
    given(...trialling({ paymentMethod: null }))
      .when(renew())
      .then(ended({ reason: 'trialEnded' })));

  it('D11 a card that was added in the trial is payment data', () =>
    given(...trialling({ paymentMethod: null }), cardReplaced())
      .when(renew())
      .then(trialConverted()));

  it('D11 a card does not count when the trial was cancelled', () =>
    given(...trialling({ paymentMethod: null }), cardReplaced(), cancellationScheduled())
      .when(renew())
      .then(ended({ reason: 'cancelled' })));

  it('D11 an announcement changes nothing of it', () =>
    given(...trialling(), trialEndAnnounced())
      .when(renew())
      .then(trialConverted()));

  it('writes nothing on the last day', () =>
    given(...trialling())
      .when(renew({ today: '2026-04-30' }))
      .thenNothing());

  it('D11 counts from that day however late it comes', () => {
    given(...trialling())
      .when(renew({ today: '2026-06-17' }))
      .then(trialConverted());
    given(...trialling({ paymentMethod: null }))
      .when(renew({ today: '2026-06-17' }))
      .then(ended({ reason: 'trialEnded' }));
  });

  it('writes nothing the second time', () => {
    given(...paid)
      .when(renew())
      .thenNothing();
    given(...trialling({ paymentMethod: null }), ended({ reason: 'trialEnded' }))
      .when(renew())
      .thenNothing();
  });

  it("names the organization of a team's plan when it ends", () =>
    given(...trialling({ paymentMethod: null, spaceKind: 'team', organizationId: 'org_1' }))
      .when(renew())
      .then(ended({ reason: 'trialEnded', rootId: 'org_1' })));

  it('takes the time zone that was chosen last', () =>
    given(...trialling(), detailsChanged({ timeZone: 'Asia/Tokyo' }))
      .when(renew())
      .then(trialConverted({ timeZone: 'Asia/Tokyo' })));

  it('D15 members beyond the seats change nothing: the service continues', () =>
    given(...trialling())
      .when(renew({ seatsTaken: 9 }))
      .then(trialConverted()));

  it('R17 a year is ten monthly prices', () => {
    const term = newTermOn(priced().term, '2026-05-01', 'annual');
    given(...trialling({}, { to: premium(5, 'annual'), unitPrice: 134_90 }))
      .when(renew())
      .then(
        trialConverted({
          to: premium(5, 'annual'),
          term,
          period: periodOf(term, 0),
          unitPrice: 134_90,
          bill: billOf(
            'start',
            674_50,
            charge(premium(5, 'annual'), { period: periodOf(term, 0), unitPrice: 134_90, amount: 674_50 }),
          ),
        }),
      );
  });
});

describe('whether a trial is paid afterwards (D11)', () => {
  const isPaid = (...events: readonly SubscriptionEvent[]): boolean =>
    isPaidAfterTrial(active(replay(subscriptionDecider, events)));

  it('D11 it is with a card, unless it was cancelled', () => {
    expect(isPaid(...trialling())).toBe(true);
    expect(isPaid(...trialling(), cancellationScheduled())).toBe(false);
  });

  it('D11 it is not without one, until one is added', () => {
    expect(isPaid(...trialling({ paymentMethod: null }))).toBe(false);
    expect(isPaid(...trialling({ paymentMethod: null }), cardReplaced())).toBe(true);
  });
});

describe('the trial of an organization, at its paid start (D2)', () => {
  const superseded: Superseded = {
    subscriptionId: 'sub_team',
    spaceId: 'team_1',
    effectiveOn: '2026-05-01',
    line: credit(premium(2), { period: MAY, unitPrice: 5_00, amount: -10_00 }),
    funds: [{ paymentId: 'pay_team', amount: 10_00 }],
  };
  const refunded: Superseded = { ...superseded, subscriptionId: 'sub_other', line: null, funds: [] };

  it('D2 credits the plans of its teams on its first invoice, and names also those that are refunded', () =>
    given(...trialling())
      .when(renew({ supersedes: [superseded, refunded] }))
      .then(
        trialConverted({
          bill: billOf(
            'start',
            57_45,
            charge(premium(5), { period: MAY, unitPrice: 13_49, amount: 67_45 }),
            credit(premium(2), { period: MAY, unitPrice: 5_00, amount: -10_00 }),
          ),
          supersedes: [superseded, refunded],
        }),
      ));
});

describe('the price of the plan after a trial (D4)', () => {
  it('D4 is that of its first day, not that of the trial', () =>
    given(...trialling())
      .when(renew({ catalog: [catalogVersion(), dearerFromMay()] }))
      .then(trialConverted({ catalogVersion: '2026-05', unitPrice: 15_00 })));

  it('D4 is that of its first day even when it comes late', () =>
    given(...trialling())
      .when(renew({ today: '2026-06-15', catalog: [catalogVersion(), dearerFromMay({ effectiveFrom: '2026-05-02' })] }))
      .then(trialConverted()));

  it('D4 counts for the changes of that month', () =>
    given(
      ...trialling(),
      trialConverted({ catalogVersion: '2026-05', unitPrice: 15_00 }),
      paymentReceived({ net: 75_00, term: 1, k: 0 }),
    )
      .when(changePlan({ seats: 10, today: '2026-05-31', catalog: [catalogVersion(), dearerFromMay()] }))
      .then(
        expect.objectContaining({
          // 75.00 / 31 = 2.419
          data: expect.objectContaining({ unitPrice: 15_00, bill: expect.objectContaining({ net: 2_42 }) }),
        }),
      ));

  it('can be told before, for the teams whose plans it takes the place of (D2)', () => {
    const state = active(replay(subscriptionDecider, [...trialling(), trialChanged()]));
    expect(chargeAfterTrial(state, [catalogVersion(), dearerFromMay()])).toBe(150_00);
  });
});

describe('the anchor after a trial (D11, section 9)', () => {
  it.each<[LocalDate, number, readonly LocalDate[]]>([
    ['2026-04-01', 30, ['2026-05-01', '2026-06-01', '2026-07-01']],
    ['2026-01-01', 30, ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['2028-01-30', 30, ['2028-02-29', '2028-03-29', '2028-04-29']],
    ['2028-02-28', 1, ['2028-02-29', '2028-03-29', '2028-04-29']],
    ['2028-02-29', 1, ['2028-03-01', '2028-04-01', '2028-05-01']],
    ['2026-01-30', 1, ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['2026-12-02', 30, ['2027-01-01', '2027-02-01', '2027-03-01']],
  ])('D11 from %s, after %i days', (start, days, starts) => {
    const events: SubscriptionEvent[] = [...trialling({}, { period: { start, end: addDays(start, days) } })];
    const catalog = [catalogVersion({ effectiveFrom: '2020-01-01' })];
    const begun = starts.flatMap((today) => {
      const decided = subscriptionDecider.decide(renew({ today, catalog }), replay(subscriptionDecider, events));
      return decided.flatMap((event) => {
        if (event.type !== 'TrialConverted' && !isRenewal(event)) return [];
        events.push(event, paymentFor(event));
        return [event.data.period.start];
      });
    });
    expect(begun).toStrictEqual(starts);
  });
});

describe('the first charge after a trial', () => {
  const waiting = [...trialling(), trialConverted()];

  it('is collected like a renewal: until it is paid everything else waits', () => {
    given(...waiting)
      .when(changePlan({ seats: 10, today: '2026-05-02' }))
      .thenRefused('payment.pending', { periodStart: '2026-05-01' });
    given(...waiting)
      .when(cancelPlan({ today: '2026-05-02' }))
      .thenRefused('payment.pending', { periodStart: '2026-05-01' });
    given(...waiting)
      .when(renew({ today: '2026-06-01' }))
      .thenRefused('payment.pending', { periodStart: '2026-05-01' });
  });

  it('once paid, the month is renewed like every other', () =>
    given(...paid)
      .when(renew({ today: '2026-06-01' }))
      .then(renewed({ ...firstPaidMonth({ k: 1, period: { start: '2026-06-01', end: '2026-07-01' } }) })));

  it('once paid, the plan is cancelled at its renewal date like every other', () =>
    given(...paid)
      .when(cancelPlan({ today: '2026-05-02' }))
      .then(cancellationScheduled({ effectiveOn: '2026-06-01' })));

  it('D16 becomes past due when it cannot be collected', () =>
    given(...waiting)
      .when(recordRenewalFailure({ term: 1, k: 0 }))
      .then(renewalFailed()));

  it('D16 nothing more is sold until it is paid', () =>
    given(...waiting, renewalFailed())
      .when(changePlan({ seats: 10, today: '2026-05-02' }))
      .thenRefused('payment.past_due', { invoiceNumber: 'FA-2026-000002' }));

  it('is nothing to wait for when the plan is free', () => {
    const free = trialConverted({ unitPrice: 0 });
    given(...trialling(), free)
      .when(cancelPlan({ today: '2026-05-02' }))
      .then(cancellationScheduled({ effectiveOn: MAY.end }));
  });
});
