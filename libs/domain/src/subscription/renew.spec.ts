import {
  business,
  cancellationScheduled,
  catalogVersion,
  changePlan,
  changeRequested,
  changeScheduled,
  dearerFromMay,
  ended,
  endedInMay,
  enterprise,
  isRenewal,
  opened,
  paymentFor,
  paymentReceived,
  planRaised,
  premium,
  priced,
  renew,
  renewalFailed,
  renewed,
  renewedAndPaid,
  seatsChanged,
  specFor,
  started,
  upgraded,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { LocalDate } from '../kernel/local-date.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent, SubscriptionRenewed } from './subscription.events.js';
import { boundary, periodOf, type Term } from './term.js';

const given = specFor(subscriptionDecider);

describe('RenewSubscription', () => {
  it('renews the next period for the whole price', () =>
    given(...started())
      .when(renew())
      .then(renewed()));

  it('writes nothing before the end of the period', () =>
    given(...started())
      .when(renew({ today: '2026-04-30' }))
      .thenNothing());

  it('writes nothing the second time on the same day', () =>
    given(...started(), renewed())
      .when(renew())
      .thenNothing());

  it('writes nothing before the opening and after the end', () => {
    given().when(renew()).thenNothing();
    given(...endedInMay())
      .when(renew())
      .thenNothing();
  });

  it('renews the seats and the plan of the last change, at its new price', () => {
    given(...started(), seatsChanged())
      .when(renew())
      .then(renewed({ from: premium(10), to: premium(10) }));
    given(...started(), planRaised())
      .when(renew())
      .then(renewed({ from: business(5), to: business(5), unitPrice: 30_49 }));
  });

  it('renews one period at a time, however late it comes', () => {
    given(...started())
      .when(renew({ today: '2026-09-17' }))
      .then(renewed());
    given(...started(), ...renewedAndPaid())
      .when(renew({ today: '2026-09-17' }))
      .then(renewed({ k: 2, period: { start: '2026-06-01', end: '2026-07-01' } }));
  });

  it('starts the new period with nothing but its own price invoiced', () =>
    given(...started(), seatsChanged(), ...renewedAndPaid({ from: premium(10), to: premium(10) }))
      .when(changePlan({ seats: 15, today: '2026-05-17' }))
      .then(
        expect.objectContaining({
          // 67.45 × 15/31 = 32.637
          data: expect.objectContaining({ bill: expect.objectContaining({ net: 32_64 }) }),
        }),
      ));

  it('waits while a paid change is open', () =>
    given(...started(), changeRequested())
      .when(renew())
      .thenRefused('payment.pending', { paymentId: 'pay_change' }));

  it('R48 ends a cancelled plan on its renewal date instead, without an invoice', () =>
    given(...started(), cancellationScheduled())
      .when(renew())
      .then(ended()));

  it('R48 keeps the paid features of a cancelled plan until then', () =>
    given(...started(), cancellationScheduled())
      .when(renew({ today: '2026-04-30' }))
      .thenNothing());

  it("names the organization of a team's plan when it ends, because covers are counted there", () =>
    given(opened({ spaceKind: 'team', organizationId: 'org_1' }), upgraded(), cancellationScheduled())
      .when(renew())
      .then(ended({ rootId: 'org_1' })));

  it('waits while the period before is being collected: no period is opened before the last is paid', () =>
    given(...started(), renewed())
      .when(renew({ today: '2026-06-01' }))
      .thenRefused('payment.pending', { periodStart: '2026-05-01' }));

  it('D16 waits while the period before is past due', () =>
    given(...started(), renewed(), renewalFailed())
      .when(renew({ today: '2026-06-01' }))
      .thenRefused('payment.past_due', { invoiceNumber: 'FA-2026-000002' }));

  it('D16 goes on once what was past due is paid', () =>
    given(...started(), renewed(), renewalFailed(), paymentReceived({ effectiveOn: '2026-05-04' }))
      .when(renew({ today: '2026-06-01' }))
      .then(renewed({ k: 2, period: { start: '2026-06-01', end: '2026-07-01' } })));
});

describe('a pending change at the renewal', () => {
  it('D12 fewer seats happen now', () =>
    given(...started(), changeScheduled())
      .when(renew())
      .then(renewed({ to: premium(3) })));

  it('D13 a lower plan happens now, at its own price', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }), changeScheduled({ from: business(5), to: premium(5) }))
      .when(renew())
      .then(renewed({ from: business(5), to: premium(5) })));

  it('D14 of two the newer one happens', () =>
    given(...started(), changeScheduled(), changeScheduled({ to: premium(2), replaces: premium(3) }))
      .when(renew())
      .then(renewed({ to: premium(2) })));

  it('happens once: the period after renews what it left', () =>
    given(...started(), changeScheduled(), ...renewedAndPaid({ to: premium(3) }))
      .when(renew({ today: '2026-06-01' }))
      .then(renewed({ from: premium(3), to: premium(3), k: 2, period: { start: '2026-06-01', end: '2026-07-01' } })));

  it('R48 does not happen when the plan ends', () =>
    given(...started(), changeScheduled(), cancellationScheduled())
      .when(renew())
      .then(ended()));

  it('D12 with members still above, the smallest tier that fits them stays', () =>
    given(...started({ to: premium(10) }), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 4 }))
      .then(renewed({ from: premium(10), to: premium(4), seatsKept: { requested: 3, members: 4 } })));

  it('D12 with exactly as many members as seats, the decrease happens', () =>
    given(...started({ to: premium(10) }), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 3 }))
      .then(renewed({ from: premium(10), to: premium(3) })));

  it('D12 the smallest tier that fits may be the present one', () =>
    given(...started({ to: premium(10) }), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 6 }))
      .then(renewed({ from: premium(10), to: premium(10), seatsKept: { requested: 3, members: 6 } })));

  it('D12 never sells more seats than there are: with more members than these, the present seats stay', () =>
    given(...started({ to: premium(10) }), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 12 }))
      .then(renewed({ from: premium(10), to: premium(10), seatsKept: { requested: 3, members: 12 } })));

  it('D12 with more members than the last tier, the present seats stay', () =>
    given(...started({ to: premium(500) }), changeScheduled({ from: premium(500), to: premium(400) }))
      .when(renew({ seatsTaken: 600 }))
      .then(renewed({ from: premium(500), to: premium(500), seatsKept: { requested: 400, members: 600 } })));

  it('D12 takes the tiers of the version that the renewal uses', () =>
    given(...started({ to: premium(10) }), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 4, catalog: [catalogVersion(), dearerFromMay({ tiers: [2, 3, 6, 10] })] }))
      .then(
        renewed({
          from: premium(10),
          to: premium(6),
          catalogVersion: '2026-05',
          unitPrice: 15_00,
          seatsKept: { requested: 3, members: 4 },
        }),
      ));

  it('D15 without a pending decrease, more members than seats change nothing: the owner decides', () =>
    given(...started())
      .when(renew({ seatsTaken: 9 }))
      .then(renewed()));

  it('D12 a lower plan alone keeps no seats, with however many members', () =>
    given(...started({ to: business(5), unitPrice: 30_49 }), changeScheduled({ from: business(5), to: premium(5) }))
      .when(renew({ seatsTaken: 9 }))
      .then(renewed({ from: business(5), to: premium(5) })));

  it('D12, D13 a lower plan happens although some of its seats are kept', () =>
    given(
      ...started({ to: enterprise(10), unitPrice: 45_00 }),
      changeScheduled({ from: enterprise(10), to: premium(3) }),
    )
      .when(renew({ seatsTaken: 5 }))
      .then(renewed({ from: enterprise(10), to: premium(5), seatsKept: { requested: 3, members: 5 } })));
});

describe('M4 the periods of a term', () => {
  /** The renewals of a plan that began on its anchor day, with the days on which the system looks at it. */
  const renewalsOf = (
    term: Term,
    lookingOn: (boundary: LocalDate) => LocalDate,
    count: number,
  ): SubscriptionRenewed[] => {
    const catalog = [catalogVersion({ effectiveFrom: '2020-01-01' })];
    const first = priced({ term, period: periodOf(term, 0) });
    const events: SubscriptionEvent[] = [opened(), upgraded({ ...first, to: premium(5, term.cycle) })];
    for (let k = 1; k <= count; k += 1) {
      const today = lookingOn(boundary(term, k));
      const decided = subscriptionDecider.decide(renew({ today, catalog }), replay(subscriptionDecider, events));
      events.push(...decided, ...decided.filter(isRenewal).map((renewal) => paymentFor(renewal)));
    }
    return events.slice(2).filter(isRenewal);
  };

  const startsOf = (term: Term, count: number): LocalDate[] =>
    renewalsOf(term, (day) => day, count).map(({ data }) => data.period.start);

  it('count from the anchor: the 31st gives 28 Feb, 31 Mar, 30 Apr, 31 May', () =>
    expect(startsOf({ index: 0, anchorOn: '2026-01-31', monthsFromAnchor: 0, cycle: 'monthly' }, 4)).toStrictEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]));

  it('count from the anchor: 29 Feb 2024 gives 28 Feb 2025, 2026, 2027 and 29 Feb 2028', () =>
    expect(startsOf({ index: 0, anchorOn: '2024-02-29', monthsFromAnchor: 0, cycle: 'annual' }, 4)).toStrictEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]));

  it('are the same after a jump of 25 months as after 25 steps of one month', () => {
    const term: Term = { index: 0, anchorOn: '2026-01-31', monthsFromAnchor: 0, cycle: 'monthly' };
    const stepped = renewalsOf(term, (day) => day, 25);
    const jumped = renewalsOf(term, () => boundary(term, 25), 25);
    expect(stepped).toHaveLength(25);
    expect(jumped).toStrictEqual(stepped);
  });
});
