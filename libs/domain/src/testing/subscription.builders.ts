import type { Cycle } from '../catalog/catalog.js';
import type { Period } from '../kernel/local-date.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Bill, BillLine, BillReason, Selection } from '../subscription/bill.js';
import { firstTerm, type PricedPeriod } from '../subscription/term.js';
import type { RenewalPaymentFailed } from '../subscription/collection.events.js';
import type {
  BillingDetailsChanged,
  BillingOwnerReassigned,
  PaymentMethodReplaced,
} from '../subscription/owner.events.js';
import type {
  CancellationScheduled,
  CancellationUndone,
  ChangeScheduled,
  PaidChangeFailed,
  PaidChangeRequested,
  PlanUpgraded,
  ScheduledChangeUndone,
  SeatsChanged,
  SubscriptionEnded,
  SubscriptionEvent,
  SubscriptionOpened,
  SubscriptionRenewed,
} from '../subscription/subscription.events.js';
import { sealed } from './people.js';

/** Thirty days, the default period of every builder; 16 April leaves half of it. */
export const APRIL: Period = { start: '2026-04-01', end: '2026-05-01' };
export const MAY: Period = { start: '2026-05-01', end: '2026-06-01' };
export const REST_OF_APRIL: Period = { start: '2026-04-16', end: '2026-05-01' };

const subscriptionId = 'sub_1';

export const premium = (seats: number, cycle: Cycle = 'monthly'): Selection => ({ plan: 'premium', cycle, seats });
export const business = (seats: number, cycle: Cycle = 'monthly'): Selection => ({ plan: 'business', cycle, seats });
export const enterprise = (seats: number, cycle: Cycle = 'monthly'): Selection => ({
  plan: 'enterprise',
  cycle,
  seats,
});

export const card = (lastFour = '4242'): Sealed => sealed(`card ${lastFour}`);

type LineTerms = Omit<BillLine, 'kind' | keyof Selection>;

export const charge = (what: Selection, terms: LineTerms): BillLine => ({ kind: 'charge', ...what, ...terms });
export const credit = (what: Selection, terms: LineTerms): BillLine => ({ kind: 'credit', ...what, ...terms });

/** The net is written out in a spec, so that the reader sees what the customer owes. */
export const billOf = (reason: BillReason, net: number, ...lines: readonly BillLine[]): Bill => ({
  reason,
  currency: 'EUR',
  lines,
  net,
});

/** Five seats added on 16 April: 5 × 13.49 × 15/30 = 33.725, rounded away from zero. */
export const FIVE_SEATS_MORE: Bill = billOf(
  'change',
  33_73,
  charge(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: 33_73 }),
);

/** Five seats of Business for Premium on 16 April: 76.225 less 33.725. */
export const BUSINESS_FOR_PREMIUM: Bill = billOf(
  'change',
  42_50,
  charge(business(5), { period: REST_OF_APRIL, unitPrice: 30_49, amount: 76_23 }),
  credit(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -33_73 }),
);

/** A monthly April at the price of Premium. */
export const priced = (overrides: Partial<PricedPeriod> = {}): PricedPeriod => ({
  term: firstTerm('2026-04-01', 'monthly'),
  k: 0,
  period: APRIL,
  catalogVersion: '2026-01',
  unitPrice: 13_49,
  ...overrides,
});

export const opened = (data: Partial<SubscriptionOpened['data']> = {}): SubscriptionOpened => ({
  type: 'SubscriptionOpened',
  data: {
    subscriptionId,
    spaceId: 'space_1',
    spaceKind: 'workspace',
    organizationId: null,
    ownerId: 'alice',
    openedBy: 'alice',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    locale: 'en',
    collection: 'automatic',
    policy: { name: 'owner-only', version: 1 },
    billingDetails: sealed('details'),
    paymentMethod: card(),
    ...data,
  },
});

/** The first plan: Premium for five in April, 67.45. */
export const upgraded = (data: Partial<PlanUpgraded['data']> = {}): PlanUpgraded => {
  const to = data.to ?? premium(5);
  const { period, unitPrice } = { ...priced(), ...data };
  const amount = to.seats * unitPrice;
  return {
    type: 'PlanUpgraded',
    data: {
      ...priced(),
      subscriptionId,
      from: null,
      to,
      effectiveOn: period.start,
      bill: billOf('start', amount, charge(to, { period, unitPrice, amount })),
      credit: null,
      paymentId: 'pay_start',
      supersedes: [],
      ...data,
    },
  };
};

/** An active subscription: Premium for five in April. */
export const started = (data: Partial<PlanUpgraded['data']> = {}): readonly [SubscriptionOpened, PlanUpgraded] => [
  opened(),
  upgraded(data),
];

/** Five seats more on 16 April, 33.73, waiting for their payment. */
export const changeRequested = (data: Partial<PaidChangeRequested['data']> = {}): PaidChangeRequested => ({
  type: 'PaidChangeRequested',
  data: {
    subscriptionId,
    spaceId: 'space_1',
    from: premium(5),
    to: premium(10),
    effectiveOn: '2026-04-16',
    unitPrice: 13_49,
    newTerm: null,
    bill: FIVE_SEATS_MORE,
    credit: null,
    paymentId: 'pay_change',
    requestedBy: 'alice',
    ...data,
  },
});

/** Five seats more on 16 April, paid. */
export const seatsChanged = (data: Partial<SeatsChanged['data']> = {}): SeatsChanged => ({
  type: 'SeatsChanged',
  data: {
    ...priced(),
    subscriptionId,
    from: premium(5),
    to: premium(10),
    effectiveOn: '2026-04-16',
    bill: FIVE_SEATS_MORE,
    paymentId: 'pay_change',
    ...data,
  },
});

/** Premium to Business on 16 April, paid. */
export const planRaised = (data: Partial<PlanUpgraded['data']> = {}): PlanUpgraded => ({
  type: 'PlanUpgraded',
  data: {
    ...priced({ unitPrice: 30_49 }),
    subscriptionId,
    from: premium(5),
    to: business(5),
    effectiveOn: '2026-04-16',
    bill: BUSINESS_FOR_PREMIUM,
    credit: null,
    paymentId: 'pay_change',
    supersedes: [],
    ...data,
  },
});

export const changeFailed = (data: Partial<PaidChangeFailed['data']> = {}): PaidChangeFailed => ({
  type: 'PaidChangeFailed',
  data: { subscriptionId, paymentId: 'pay_change', reason: 'card_declined', ...data },
});

/** Two seats fewer from May on. */
export const changeScheduled = (data: Partial<ChangeScheduled['data']> = {}): ChangeScheduled => ({
  type: 'ChangeScheduled',
  data: { subscriptionId, from: premium(5), to: premium(3), effectiveOn: '2026-05-01', replaces: null, ...data },
});

export const changeUndone = (undone: Selection = premium(3)): ScheduledChangeUndone => ({
  type: 'ScheduledChangeUndone',
  data: { subscriptionId, undone },
});

export const cancellationScheduled = (data: Partial<CancellationScheduled['data']> = {}): CancellationScheduled => ({
  type: 'CancellationScheduled',
  data: { subscriptionId, effectiveOn: '2026-05-01', ...data },
});

export const cancellationUndone = (): CancellationUndone => ({
  type: 'CancellationUndone',
  data: { subscriptionId, renewsOn: '2026-05-01' },
});

/** May on the same terms as April: Premium for five, 67.45. */
export const renewed = (data: Partial<SubscriptionRenewed['data']> = {}): SubscriptionRenewed => {
  const to = data.to ?? premium(5);
  const { period, unitPrice } = { ...priced({ k: 1, period: MAY }), ...data };
  const amount = to.seats * unitPrice;
  return {
    type: 'SubscriptionRenewed',
    data: {
      subscriptionId,
      from: premium(5),
      to,
      effectiveOn: period.start,
      ...priced({ k: 1, period: MAY }),
      timeZone: 'Europe/Paris',
      bill: billOf('renewal', amount, charge(to, { period, unitPrice, amount })),
      seatsKept: null,
      ...data,
    },
  };
};

export const ended = (data: Partial<SubscriptionEnded['data']> = {}): SubscriptionEnded => ({
  type: 'SubscriptionEnded',
  data: {
    subscriptionId,
    spaceId: 'space_1',
    rootId: 'space_1',
    reason: 'cancelled',
    effectiveOn: '2026-05-01',
    credit: null,
    writtenOff: 0,
    writtenOffInvoice: null,
    superseded: null,
    ...data,
  },
});

export const ownerReassigned = (to: string, from = 'alice'): BillingOwnerReassigned => ({
  type: 'BillingOwnerReassigned',
  data: { subscriptionId, spaceId: 'space_1', from, to },
});

export const detailsChanged = (data: Partial<BillingDetailsChanged['data']> = {}): BillingDetailsChanged => ({
  type: 'BillingDetailsChanged',
  data: { subscriptionId, billingDetails: sealed('new details'), locale: 'en', timeZone: 'Europe/Paris', ...data },
});

export const cardReplaced = (paymentMethod: Sealed = card('0005')): PaymentMethodReplaced => ({
  type: 'PaymentMethodReplaced',
  data: { subscriptionId, paymentMethod },
});

export const renewalFailed = (data: Partial<RenewalPaymentFailed['data']> = {}): RenewalPaymentFailed => ({
  type: 'RenewalPaymentFailed',
  data: {
    subscriptionId,
    paymentId: 'pay_may',
    invoiceNumber: 'FA-2026-000002',
    reason: 'card_declined',
    effectiveOn: '2026-05-01',
    retriesFailed: 0,
    nextRetryOn: '2026-05-04',
    endsOn: '2026-05-08',
    ...data,
  },
});

/** Premium for five until it was cancelled at the end of April. */
export const endedInMay = (): readonly SubscriptionEvent[] => [...started(), cancellationScheduled(), ended()];
