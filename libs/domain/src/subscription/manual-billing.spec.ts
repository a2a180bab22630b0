import {
  adam,
  alice,
  billOf,
  business,
  cancelPlan,
  cancellationScheduled,
  cancellationUndone,
  card,
  cardReplaced,
  changeDetails,
  changePlan,
  changeScheduled,
  changeUndone,
  charge,
  credit,
  detailsChanged,
  mayPaid,
  mia,
  opened,
  otto,
  ownerReassigned,
  planRaised,
  premium,
  priced,
  reassignOwner,
  recordPayment,
  renew,
  renewed,
  replaceCard,
  sally,
  seatsChanged,
  specFor,
  started,
  stopTrial,
  undoCancellation,
  undoChange,
  upgraded,
} from '../testing/index.js';
import { MANUAL_SEATS_MIN, MANUAL_TERM_DAYS } from './manual-billing.js';
import type { Caller } from './rights.js';
import { subscriptionDecider, type PersonsCommand } from './subscription.decider.js';
import type { PricedPeriod, SubscriptionEvent } from './index.js';
import { firstTerm } from './term.js';

const given = specFor(subscriptionDecider);

const FIRST_DAY = '2026-04-01';
const YEAR = { start: FIRST_DAY, end: '2027-04-01' } as const;
const twenty = premium(20, 'annual');
const twentyFive = premium(25, 'annual');
const annual: PricedPeriod = priced({ term: firstTerm(FIRST_DAY, 'annual'), period: YEAR, unitPrice: 134_90 });

/** Sales have arranged Premium for twenty, 2,698.00 a year, by invoice. Nothing is paid yet. */
const manual: readonly SubscriptionEvent[] = [
  opened({ collection: 'manual', openedBy: 'sally', paymentMethod: null }),
  upgraded({ ...annual, to: twenty, paymentId: null }),
];

/** On the first day, so that five seats more cost the whole year: 674.50. */
const fiveMore = seatsChanged({
  ...{ ...annual, from: twenty, to: twentyFive, effectiveOn: FIRST_DAY, paymentId: null },
  bill: billOf('change', 674_50, charge(premium(5, 'annual'), { period: YEAR, unitPrice: 134_90, amount: 674_50 })),
});

const today = FIRST_DAY;
const fewer = { from: twentyFive, to: twenty, effectiveOn: YEAR.end } as const;
const ends = { effectiveOn: YEAR.end } as const;

/** What sales may do for an owner who may not, and what it leads to. */
const COMMANDS: readonly {
  readonly what: string;
  readonly action: string;
  readonly before: readonly SubscriptionEvent[];
  readonly make: (by: Caller) => PersonsCommand;
  readonly then: readonly SubscriptionEvent[];
}[] = [
  {
    what: 'seats up, at once',
    action: 'changePlan',
    before: [],
    make: (by) => changePlan({ by, seats: 25, today }),
    then: [fiveMore],
  },
  {
    what: 'seats down, at the renewal',
    action: 'changePlan',
    before: [fiveMore],
    make: (by) => changePlan({ by, seats: 20, today }),
    then: [changeScheduled(fewer)],
  },
  {
    what: 'undoing that',
    action: 'changePlan',
    before: [fiveMore, changeScheduled(fewer)],
    make: (by) => undoChange({ by, today }),
    then: [changeUndone(twenty)],
  },
  {
    what: 'a cancellation',
    action: 'cancelPlan',
    before: [],
    make: (by) => cancelPlan({ by, today }),
    then: [cancellationScheduled(ends)],
  },
  {
    what: 'undoing it',
    action: 'cancelPlan',
    before: [cancellationScheduled(ends)],
    make: (by) => undoCancellation({ by, today }),
    then: [{ ...cancellationUndone(), data: { subscriptionId: 'sub_1', renewsOn: YEAR.end } }],
  },
];

describe('a plan that is billed manually (R28)', () => {
  it.each(COMMANDS)('R28 sends even the owner to sales for $what', ({ action, before, make }) =>
    given(...manual, ...before)
      .when(make(alice))
      .thenRefused('contact_sales', { reason: 'manual_billing', action }),
  );

  it('R28 sends the owner to sales for the end of a trial too', () =>
    given(...manual)
      .when(stopTrial(alice))
      .thenRefused('contact_sales', { reason: 'manual_billing', action: 'endTrial' }));

  it.each(COMMANDS)('R28 lets sales carry out $what', ({ before, make, then }) =>
    given(...manual, ...before)
      .when(make(sally))
      .then(...then),
  );

  it.each(COMMANDS)('R28 writes nothing the second time: $what', ({ before, make, then }) =>
    given(...manual, ...before, ...then)
      .when(make(sally))
      .thenNothing(),
  );

  it.each(COMMANDS)('R39 lets nobody else carry out $what', ({ action, before, make }) => {
    const others = [
      [adam, 'administrator'],
      [mia, 'member'],
      [otto, 'outsider'],
    ] as const;
    for (const [by, role] of others) {
      given(...manual, ...before)
        .when(make(by))
        .thenRefused('rights.not_allowed', { action, role });
    }
  });

  it.each(COMMANDS)('R28 sales have no part in $what of a plan that is paid by card', ({ action, make }) =>
    given(...started())
      .when(make(sally))
      .thenRefused('rights.not_allowed', { action, role: 'sales' }),
  );

  it('R30, R33 leaves the owner the billing details, the card and the hand-over; sales may help with each', () => {
    for (const by of [alice, sally]) {
      given(...manual)
        .when(changeDetails({ by }))
        .then(detailsChanged());
      given(...manual)
        .when(replaceCard({ by, paymentMethod: card('4242') }))
        .then(cardReplaced(card('4242')));
      given(...manual)
        .when(reassignOwner({ by }))
        .then(ownerReassigned('mia'));
    }
  });

  it('R26, D7 keeps twenty seats or more, and its annual cycle', () => {
    expect(MANUAL_SEATS_MIN).toBe(20);
    given(...manual)
      .when(changePlan({ by: sally, seats: 15, today }))
      .thenRefused('manual.too_few_seats', { seats: 15, minimum: 20 });
    given(...manual)
      .when(changePlan({ by: sally, cycle: 'monthly', today }))
      .thenRefused('manual.annual_only', { cycle: 'monthly' });
  });
});

describe('what a manually billed plan owes (D7)', () => {
  const firstInvoice = { invoiceNumber: 'FA-2026-000001', term: 0, k: 0, today } as const;
  const paidOf = (paymentId: string, net: number) =>
    mayPaid({ paymentId, net, ...{ invoiceNumber: 'FA-2026-000001', term: 0, k: 0, effectiveOn: FIRST_DAY } });

  it('D7 is due in thirty days', () => expect(MANUAL_TERM_DAYS).toBe(30));

  it('D7 holds no change up: it is invoiced, without a card and without waiting for a payment', () => {
    const dearer = planRaised({
      ...{ ...annual, unitPrice: 304_90, from: twentyFive, to: business(25, 'annual'), effectiveOn: FIRST_DAY },
      bill: billOf(
        'change',
        4_250_00,
        charge(business(25, 'annual'), { period: YEAR, unitPrice: 304_90, amount: 7_622_50 }),
        credit(twentyFive, { period: YEAR, unitPrice: 134_90, amount: -3_372_50 }),
      ),
      paymentId: null,
    });
    given(...manual, fiveMore)
      .when(changePlan({ by: sally, plan: 'business', today }))
      .then(dearer);
  });

  it('D7 is paid in parts, each recorded once', () => {
    const part = recordPayment({ ...firstInvoice, paymentId: 'bank_1', net: 698_00 });
    const rest = recordPayment({ ...firstInvoice, paymentId: 'bank_2', net: 2_000_00 });
    given(...manual)
      .when(part)
      .then(paidOf('bank_1', 698_00));
    given(...manual, paidOf('bank_1', 698_00))
      .when(part)
      .thenNothing();
    given(...manual, paidOf('bank_1', 698_00))
      .when(rest)
      .then(paidOf('bank_2', 2_000_00));
    given(...manual, paidOf('bank_1', 698_00), paidOf('bank_2', 2_000_00))
      .when(rest)
      .thenNothing();
  });

  it('D7 is renewed although it is not paid, and what is paid for the year that is over changes nothing in the next', () => {
    const next = { start: '2027-04-01', end: '2028-04-01' } as const;
    const secondYear = renewed({
      ...{ ...annual, k: 1, period: next, from: twenty, to: twenty, effectiveOn: next.start },
    });
    given(...manual)
      .when(renew({ today: '2027-04-01' }))
      .then(secondYear);
    given(...manual, secondYear)
      .when(recordPayment({ ...firstInvoice, paymentId: 'bank_1', net: 2_698_00, today: '2027-04-02' }))
      .thenNothing();
  });
});
