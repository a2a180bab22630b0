import { invariant } from '../kernel/invariant.js';
import type { LocalDate } from '../kernel/local-date.js';
import { refuse } from '../kernel/refusal.js';
import { periodPrice, type Selection } from './bill.js';
import { afterChange, openLedger, type PeriodLedger } from './ledger.js';
import type {
  PaidChangeRequested,
  PricedPeriod,
  RenewalPaymentFailed,
  SubscriptionEvent,
  SubscriptionOpened,
} from './subscription.events.js';

/** Who and where: what stays true from the opening to after the end, changed only by its own commands. */
export interface Account extends Readonly<SubscriptionOpened['data']> {
  /** Of the running period, its end included: `[B(k), B(k + 1))` begins and ends at midnight there. */
  readonly timeZone: string;
  /** As the owner chose it last. It takes the place of `timeZone` when the next period begins. */
  readonly nextTimeZone: string;
}

/** Nothing has been chosen since the opening. */
export const openedAccount = (data: SubscriptionOpened['data']): Account => ({ ...data, nextTimeZone: data.timeZone });

/** Between the opening and the first plan, in one append: never the state of a whole history. */
export interface OpenedSubscription {
  readonly status: 'opened';
  readonly account: Account;
}

export interface ActiveSubscription {
  readonly status: 'active';
  readonly account: Account;
  readonly selection: Selection;
  readonly current: PricedPeriod;
  readonly ledger: PeriodLedger;
  readonly pendingChange: { readonly to: Selection; readonly effectiveOn: LocalDate } | null;
  readonly isCancelling: boolean;
  /** The paid change that waits for its payment. */
  readonly pendingPayment: PaidChangeRequested['data'] | null;
  readonly pastDue: RenewalPaymentFailed['data'] | null;
}

export interface EndedSubscription {
  readonly status: 'ended';
  readonly account: Account;
  readonly selection: Selection;
  readonly endedOn: LocalDate;
}

export type Subscription = { readonly status: 'none' } | OpenedSubscription | ActiveSubscription | EndedSubscription;

export const initialSubscription = (): Subscription => ({ status: 'none' });

/** @throws Refusal `subscription.none` before the first plan, `subscription.ended` after the end. */
export const active = (state: Subscription): ActiveSubscription => {
  if (state.status === 'ended') return refuse('subscription.ended', { endedOn: state.endedOn });
  return state.status === 'active' ? state : refuse('subscription.none');
};

/** The current or last billing owner (R29); null before the opening. */
export const billingOwnerOf = (state: Subscription): string | null =>
  state.status === 'none' ? null : state.account.ownerId;

/**
 * The day from which something counts that happens today. A period begins at midnight in the zone of the one before, so
 * where its own zone lies to the west its first day is still to come there. What happens until then counts from that
 * first day: the days before it were paid for with the period that is over.
 *
 *     Kiritimati  1 May 00:00 ......... 2 May 00:00 .. 2 May 01:00
 *     Pago Pago  29 Apr 23:00 ........ 30 Apr 23:00 .. 1 May 00:00
 *                |------------ counts from 1 May ----|
 */
export const countsFrom = ({ current }: ActiveSubscription, today: LocalDate): LocalDate =>
  today < current.period.start ? current.period.start : today;

/** The day on which something happens by itself: the renewal, or the end. Null when nothing ever will. */
export const nextBoundary = (state: Subscription): LocalDate | null =>
  state.status === 'active' ? state.current.period.end : null;

const pricedPeriodOf = ({ term, k, period, catalogVersion, unitPrice }: PricedPeriod): PricedPeriod => ({
  term,
  k,
  period,
  catalogVersion,
  unitPrice,
});

const started = (account: Account, selection: Selection, data: PricedPeriod): ActiveSubscription => ({
  status: 'active',
  account,
  selection,
  current: pricedPeriodOf(data),
  ledger: openLedger(data.period, periodPrice(selection.seats, data.unitPrice)),
  pendingChange: null,
  isCancelling: false,
  pendingPayment: null,
  pastDue: null,
});

type DuringLife = Exclude<SubscriptionEvent, { type: 'SubscriptionOpened' }>;

const evolvePeriods = (state: ActiveSubscription, event: DuringLife): ActiveSubscription | EndedSubscription => {
  switch (event.type) {
    case 'PlanUpgraded':
    case 'SeatsChanged': {
      const { to, effectiveOn, unitPrice, bill } = event.data;
      const price = periodPrice(to.seats, unitPrice);
      const ledger = afterChange(state.ledger, { from: effectiveOn, price, net: bill.net });
      return { ...state, selection: to, current: pricedPeriodOf(event.data), ledger, pendingPayment: null };
    }
    case 'SubscriptionRenewed': {
      const account = { ...state.account, timeZone: event.data.timeZone };
      return { ...started(account, event.data.to, event.data), pastDue: state.pastDue };
    }
    case 'SubscriptionEnded':
      return { status: 'ended', account: state.account, selection: state.selection, endedOn: event.data.effectiveOn };
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
    case 'RenewalPaymentFailed':
      return { ...state, pastDue: event.data };
    default:
      return { ...state, account: evolveAccount(state.account, event) };
  }
};

const evolveAccount = (account: Account, event: DuringLife): Account => {
  switch (event.type) {
    case 'BillingOwnerReassigned':
      return { ...account, ownerId: event.data.to };
    case 'BillingDetailsChanged': {
      const { billingDetails, locale, timeZone } = event.data;
      return { ...account, billingDetails, locale, nextTimeZone: timeZone };
    }
    case 'PaymentMethodReplaced':
      return { ...account, paymentMethod: event.data.paymentMethod };
    default:
      throw new Error(`${event.type} is not about the account`);
  }
};

export const evolveSubscription = (state: Subscription, event: SubscriptionEvent): Subscription => {
  if (event.type === 'SubscriptionOpened') return { status: 'opened', account: openedAccount(event.data) };
  if (state.status === 'opened') {
    invariant(event.type === 'PlanUpgraded', 'a subscription begins with a plan');
    return started(state.account, event.data.to, event.data);
  }
  invariant(state.status === 'active', `${event.type} happens to a living subscription only`);
  return evolvePeriods(state, event);
};
