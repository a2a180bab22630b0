import { invariant } from '../kernel/invariant.js';
import { periodPrice, type Bill, type Selection } from './bill.js';
import { fundsAfter, type Credit } from './credit.js';
import { fundOf, takeNewest, totalOf, type Fund } from './funds.js';
import { afterChange, openAmount, openLedger, unused, type PeriodLedger } from './ledger.js';
import type { SeatUsage } from './seat-marks.js';
import { usageAfter } from './seat-usage.js';
import type { PaymentReceived, RenewalPaymentFailed } from './collection.events.js';
import type {
  CycleChanged,
  PlanUpgraded,
  SeatsChanged,
  SubscriptionEvent,
  SubscriptionRenewed,
} from './subscription.events.js';
import type { PricedPeriod } from './term.js';
import type { TrialConverted } from './trial.events.js';
import {
  openedAccount,
  type Account,
  type ActiveSubscription,
  type EndedSubscription,
  type PastDue,
  type Subscription,
} from './subscription.state.js';

const pricedPeriodOf = ({ term, k, period, catalogVersion, unitPrice }: PricedPeriod): PricedPeriod => ({
  term,
  k,
  period,
  catalogVersion,
  unitPrice,
});

const NOTHING_TOLD: SeatUsage = { told: [], overLimitSince: null, spaceRevision: -1 };

const beginning = (account: Account, selection: Selection, data: PricedPeriod): ActiveSubscription => ({
  status: 'active',
  account,
  selection,
  current: pricedPeriodOf(data),
  ledger: openLedger(data.period, periodPrice(selection.seats, data.unitPrice)),
  trial: null,
  pendingChange: null,
  isCancelling: false,
  pendingPayment: null,
  pendingSupersede: null,
  calledOff: [],
  pastDue: null,
  ownerMissingSince: null,
  seatUsage: NOTHING_TOLD,
  priceProtection: null,
});

const fundsOf = (supersedes: PlanUpgraded['data']['supersedes']): readonly Fund[] =>
  supersedes.flatMap(({ funds }) => funds);

/** The first plan, paid at once unless it is billed manually. */
const upgraded = (account: Account, { data }: PlanUpgraded): ActiveSubscription => {
  const first = beginning(account, data.to, data);
  const funds = [...fundsOf(data.supersedes), ...fundOf(data.paymentId, data.bill.net)];
  return { ...first, ledger: { ...first.ledger, funds } };
};

const inTrial = (account: Account, selection: Selection, data: PricedPeriod): ActiveSubscription => ({
  ...beginning(account, selection, data),
  ledger: openLedger(data.period, 0),
  trial: { isEndAnnounced: false },
});

/** The next period: what was told and pending belongs to the one before. */
const renewed = (
  state: ActiveSubscription,
  { data }: SubscriptionRenewed | TrialConverted,
  funds: readonly Fund[],
): ActiveSubscription => {
  const account = { ...state.account, timeZone: data.timeZone };
  return {
    ...state,
    account,
    selection: data.to,
    current: pricedPeriodOf(data),
    ledger: openLedger(data.period, periodPrice(data.to.seats, data.unitPrice), funds),
    trial: null,
    pendingChange: null,
    seatUsage: { ...state.seatUsage, told: [] },
  };
};

const netWith = (bill: Bill, credit: Credit | null): number => bill.net + (credit?.net ?? 0);

/** An increase covers all members, so nobody is beyond the seats any more. */
const withinSeats = (usage: SeatUsage): SeatUsage => ({ ...usage, overLimitSince: null });

const increased = (state: ActiveSubscription, { data }: PlanUpgraded | SeatsChanged): ActiveSubscription => {
  const { to, effectiveOn: from, unitPrice, bill, paymentId } = data;
  const credit = 'credit' in data ? data.credit : null;
  const price = periodPrice(to.seats, unitPrice);
  const funds = [...fundsAfter(state.ledger.funds, credit), ...fundOf(paymentId, bill.net)];
  const ledger = afterChange(state.ledger, { from, price, net: netWith(bill, credit), funds });
  return {
    ...state,
    selection: to,
    current: pricedPeriodOf(data),
    ledger,
    pendingPayment: null,
    seatUsage: withinSeats(state.seatUsage),
  };
};

/** The payments for the unused days of the period that is cut pay for the new one, as far as they did not go back. */
const carriedFunds = (ledger: PeriodLedger, { effectiveOn, credit }: CycleChanged['data']): readonly Fund[] => {
  const left = fundsAfter(ledger.funds, credit);
  const carried = unused(ledger, effectiveOn) + (credit?.net ?? 0);
  return takeNewest(left, Math.min(carried, totalOf(left))).taken;
};

const cycleChanged = (state: ActiveSubscription, { data }: CycleChanged): ActiveSubscription => {
  const funds = [...carriedFunds(state.ledger, data), ...fundOf(data.paymentId, data.bill.net)];
  return {
    ...state,
    account: { ...state.account, timeZone: data.timeZone },
    selection: data.to,
    current: pricedPeriodOf(data),
    ledger: openLedger(data.period, periodPrice(data.to.seats, data.unitPrice), funds),
    pendingPayment: null,
    seatUsage: { ...withinSeats(state.seatUsage), told: [] },
  };
};

const paid = (state: ActiveSubscription, { data }: PaymentReceived): ActiveSubscription => {
  const { ledger, pastDue } = state;
  const funds = [...ledger.funds, ...fundOf(data.paymentId, Math.min(data.net, openAmount(ledger)))];
  const settled = { ...state, ledger: { ...ledger, funds } };
  return pastDue?.invoiceNumber === data.invoiceNumber ? { ...settled, pastDue: null } : settled;
};

const failed = ({ pastDue }: ActiveSubscription, { data }: RenewalPaymentFailed): PastDue => ({
  invoiceNumber: data.invoiceNumber,
  paymentId: data.paymentId,
  since: pastDue?.since ?? data.effectiveOn,
  retriesFailed: data.retriesFailed,
  nextRetryOn: data.nextRetryOn,
  endsOn: data.endsOn,
  retry: null,
});

type DuringLife = Exclude<SubscriptionEvent, { type: 'SubscriptionOpened' }>;

const evolvePeriods = (state: ActiveSubscription, event: DuringLife): ActiveSubscription | EndedSubscription => {
  switch (event.type) {
    case 'PlanUpgraded':
    case 'SeatsChanged':
      return increased(state, event);
    case 'CycleChanged':
      return cycleChanged(state, event);
    case 'SubscriptionRenewed':
      return renewed(state, event, []);
    case 'TrialConverted':
      return renewed(state, event, fundsOf(event.data.supersedes));
    case 'SubscriptionEnded': {
      const { effectiveOn: endedOn, reason, superseded } = event.data;
      const { account, selection, ownerMissingSince } = state;
      return { status: 'ended', account, selection, endedOn, reason, ownerMissingSince, superseded };
    }
    default:
      return evolvePending(state, event);
  }
};

const evolvePending = (state: ActiveSubscription, event: DuringLife): ActiveSubscription => {
  switch (event.type) {
    case 'PaidChangeRequested':
      return { ...state, pendingPayment: event.data };
    case 'PaidChangeFailed':
      return { ...state, pendingPayment: null };
    case 'ChangeScheduled':
      return { ...state, pendingChange: { to: event.data.to, effectiveOn: event.data.effectiveOn } };
    case 'ScheduledChangeUndone':
      return { ...state, pendingChange: null };
    case 'CancellationScheduled':
      return { ...state, isCancelling: true };
    case 'CancellationUndone':
      return { ...state, isCancelling: false };
    case 'SupersedeRequested':
      return { ...state, pendingSupersede: event.data };
    case 'SupersedeCalledOff':
      return { ...state, pendingSupersede: null, calledOff: [...state.calledOff, event.data.by] };
    default:
      return evolvePayments(state, event);
  }
};

const evolvePayments = (state: ActiveSubscription, event: DuringLife): ActiveSubscription => {
  switch (event.type) {
    case 'PaymentReceived':
      return paid(state, event);
    case 'RenewalPaymentFailed':
      return { ...state, pastDue: failed(state, event) };
    case 'RenewalRetryRequested': {
      const { paymentId, cause } = event.data;
      invariant(state.pastDue !== null, 'only what is past due is collected again');
      return { ...state, pastDue: { ...state.pastDue, retry: { paymentId, cause } } };
    }
    default:
      return evolveTrial(state, event);
  }
};

const evolveTrial = (state: ActiveSubscription, event: DuringLife): ActiveSubscription => {
  switch (event.type) {
    case 'TrialChanged': {
      const { to, unitPrice } = event.data;
      return {
        ...state,
        selection: to,
        current: { ...state.current, unitPrice },
        seatUsage: withinSeats(state.seatUsage),
      };
    }
    case 'TrialEndAnnounced':
      return { ...state, trial: { isEndAnnounced: true } };
    case 'SeatUsageChanged':
      return { ...state, seatUsage: usageAfter(state.seatUsage, event) };
    case 'PriceProtected':
      return { ...state, priceProtection: { until: event.data.until } };
    case 'PriceProtectionLifted':
      return { ...state, priceProtection: null };
    default:
      return evolveOwner(state, event);
  }
};

const evolveOwner = (state: ActiveSubscription, event: DuringLife): ActiveSubscription => {
  const { account } = state;
  switch (event.type) {
    case 'BillingOwnerReassigned':
    case 'BillingOwnershipClaimed':
      return { ...state, account: { ...account, ownerId: event.data.to }, ownerMissingSince: null };
    case 'BillingOwnerWentMissing':
      return { ...state, ownerMissingSince: event.data.effectiveOn };
    case 'BillingOwnerReturned':
      return { ...state, ownerMissingSince: null };
    default:
      return { ...state, account: evolveAccount(account, event) };
  }
};

const evolveAccount = (account: Account, event: DuringLife): Account => {
  switch (event.type) {
    case 'BillingDetailsChanged': {
      const { billingDetails, locale, timeZone } = event.data;
      return { ...account, billingDetails, locale, nextTimeZone: timeZone };
    }
    case 'PaymentMethodReplaced':
      return { ...account, paymentMethod: event.data.paymentMethod };
    case 'PolicyAdopted':
      return { ...account, policy: event.data.policy };
    default:
      throw new Error(`${event.type} is not about the account`);
  }
};

const evolveOpened = (account: Account, event: DuringLife): ActiveSubscription => {
  if (event.type === 'TrialStarted') return inTrial(account, event.data.to, event.data);
  invariant(event.type === 'PlanUpgraded', 'a subscription begins with a plan');
  return upgraded(account, event);
};

export const evolveSubscription = (state: Subscription, event: SubscriptionEvent): Subscription => {
  if (event.type === 'SubscriptionOpened') return { status: 'opened', account: openedAccount(event.data) };
  if (state.status === 'opened') return evolveOpened(state.account, event);
  invariant(state.status === 'active', `${event.type} happens to a living subscription only`);
  return evolvePeriods(state, event);
};
