import {
  billOf,
  business,
  cancellationScheduled,
  catalogVersion,
  changePlan,
  changeRequested,
  changeScheduled,
  changeUndone,
  dearerFromMay,
  ended,
  paymentFor,
  premium,
  priced,
  renew,
  renewed,
  seatsChanged,
  settleChange,
  specFor,
  started,
  undoChange,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionRenewed } from './subscription.events.js';
import { firstTerm, periodOf, type PricedPeriod, type Term } from './term.js';

const given = specFor(subscriptionDecider);

const yearOf = (term: Term, k = 0): PricedPeriod => priced({ term, k, period: periodOf(term, k), unitPrice: 134_90 });
const year = yearOf(firstTerm('2026-04-01', 'annual'));

/** Premium for five, a year from 1 April 2026 on: 674.50. */
const annual = started({ ...year, to: premium(5, 'annual') });
const toMonthly = changeScheduled({ from: premium(5, 'annual'), to: premium(5), effectiveOn: '2027-04-01' });

/** The first month after the year: the next term, with the anchor of the last. */
const becomesMonthly = (data: Partial<SubscriptionRenewed['data']> = {}): SubscriptionRenewed =>
  renewed({
    from: premium(5, 'annual'),
    to: premium(5),
    ...priced({
      term: { index: 1, anchorOn: '2026-04-01', monthsFromAnchor: 12, cycle: 'monthly' },
      period: { start: '2027-04-01', end: '2027-05-01' },
    }),
    effectiveOn: '2027-04-01',
    ...data,
  });
const firstMonth = becomesMonthly();

describe('annual to monthly (D13)', () => {
  it('D13 is scheduled for the renewal; nothing is refunded', () =>
    given(...annual)
      .when(changePlan({ cycle: 'monthly' }))
      .then(toMonthly));

  it('writes nothing when that very change is pending', () =>
    given(...annual, toMonthly)
      .when(changePlan({ cycle: 'monthly' }))
      .thenNothing());

  it('D12, D13 takes a lower plan and fewer seats along', () =>
    given(...started({ ...year, unitPrice: 304_90, to: business(10, 'annual') }))
      .when(changePlan({ plan: 'premium', cycle: 'monthly', seats: 5 }))
      .then(changeScheduled({ from: business(10, 'annual'), to: premium(5), effectiveOn: '2027-04-01' })));

  it('D14 takes the place of another pending change, and the other way round', () => {
    const fewer = changeScheduled({
      from: premium(5, 'annual'),
      to: premium(3, 'annual'),
      effectiveOn: '2027-04-01',
    });
    given(...annual, fewer)
      .when(changePlan({ cycle: 'monthly' }))
      .then({ ...toMonthly, data: { ...toMonthly.data, replaces: premium(3, 'annual') } });
    given(...annual, toMonthly)
      .when(changePlan({ seats: 3 }))
      .then({ ...fewer, data: { ...fewer.data, replaces: premium(5) } });
  });

  it('D14 can be undone', () =>
    given(...annual, toMonthly)
      .when(undoChange())
      .then(changeUndone(premium(5))));

  it('D14 stays pending when seats are added, and follows them', () => {
    const more = {
      from: premium(5, 'annual'),
      to: premium(10, 'annual'),
      unitPrice: 134_90,
      bill: billOf('change', 1),
    };
    given(...annual, toMonthly, changeRequested(more))
      .when(settleChange())
      .then(
        seatsChanged({ ...year, ...more }),
        changeScheduled({
          from: premium(10, 'annual'),
          to: premium(10),
          effectiveOn: '2027-04-01',
          replaces: premium(5),
        }),
      );
  });

  it('is refused on a plan that ends: there is no renewal at which it could happen', () =>
    given(...annual, cancellationScheduled({ effectiveOn: '2027-04-01' }))
      .when(changePlan({ cycle: 'monthly' }))
      .thenRefused('cancellation.scheduled', { endsOn: '2027-04-01' }));
});

describe('the renewal at which a year becomes months (D13)', () => {
  it('D13 opens the next term, one month long, at the price of a month', () =>
    given(...annual, toMonthly)
      .when(renew({ today: '2027-04-01' }))
      .then(firstMonth));

  it('D13 does nothing before it', () =>
    given(...annual, toMonthly)
      .when(renew({ today: '2027-03-31' }))
      .thenNothing());

  it('D13 happens once: the month after is the second of that term', () =>
    given(...annual, toMonthly, firstMonth, paymentFor(firstMonth))
      .when(renew({ today: '2027-05-01' }))
      .then(
        renewed({
          ...priced({ term: firstMonth.data.term, k: 1, period: { start: '2027-05-01', end: '2027-06-01' } }),
        }),
      ));

  it('D4 is priced by the list in force on that day', () =>
    given(...annual, toMonthly)
      .when(renew({ today: '2027-04-01', catalog: [catalogVersion(), dearerFromMay()] }))
      .then(becomesMonthly({ catalogVersion: '2026-05', unitPrice: 15_00 })));

  it('D12 keeps the smallest tier that fits when members have outgrown the seats', () =>
    given(
      ...started({ ...year, to: premium(10, 'annual') }),
      changeScheduled({ from: premium(10, 'annual'), to: premium(3), effectiveOn: '2027-04-01' }),
    )
      .when(renew({ today: '2027-04-01', seatsTaken: 4 }))
      .then(
        becomesMonthly({
          from: premium(10, 'annual'),
          to: premium(4),
          seatsKept: { requested: 3, members: 4 },
        }),
      ));

  it('R48 does not happen when the plan ends', () =>
    given(...annual, toMonthly, cancellationScheduled({ effectiveOn: '2027-04-01' }))
      .when(renew({ today: '2027-04-01' }))
      .then(ended({ effectiveOn: '2027-04-01' })));

  it('D13 can become a year again, on a new anchor', () =>
    given(...annual, toMonthly, firstMonth, paymentFor(firstMonth))
      .when(changePlan({ cycle: 'annual', today: '2027-04-16' }))
      .then(
        expect.objectContaining({
          type: 'PaidChangeRequested',
          data: expect.objectContaining({
            newTerm: yearOf({ index: 2, anchorOn: '2027-04-16', monthsFromAnchor: 0, cycle: 'annual' }),
            bill: expect.objectContaining({ net: 640_78 }),
          }),
        }),
      ));
});
