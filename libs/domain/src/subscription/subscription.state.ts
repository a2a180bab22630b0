import { invariant } from '../kernel/invariant.js';
import type { LocalDate } from '../kernel/local-date.js';
import { refuse } from '../kernel/refusal.js';
import type { Sealed } from '../kernel/sealed.js';
import type { Selection } from './bill.js';
import type { PeriodLedger } from './ledger.js';
import type { SeatUsage } from './seat-marks.js';
import type { EndReason, PaidChangeRequested, SubscriptionEnded, SubscriptionOpened } from './subscription.events.js';
import type { SupersedeRequested } from './supersede.events.js';
import type { PricedPeriod } from './term.js';

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

/** D16: the renewal of the running period could not be collected. */
export interface PastDue {
  readonly invoiceNumber: string;
  /** The payment that failed last. */
  readonly paymentId: string;
  readonly since: LocalDate;
  /** How many of the scheduled retries have failed. */
  readonly retriesFailed: number;
  readonly nextRetryOn: LocalDate | null;
  readonly endsOn: LocalDate;
  /** The payment that is being tried now. */
  readonly retry: { readonly paymentId: string; readonly cause: 'schedule' | 'newCard' } | null;
}

export interface ActiveSubscription {
  readonly status: 'active';
  readonly account: Account;
  readonly selection: Selection;
  readonly current: PricedPeriod;
  readonly ledger: PeriodLedger;
  /** D11: `current` is the trial's own period, for which nothing is invoiced. */
  readonly trial: { readonly isEndAnnounced: boolean } | null;
  readonly pendingChange: { readonly to: Selection; readonly effectiveOn: LocalDate } | null;
  readonly isCancelling: boolean;
  /** The paid change that waits for its payment. */
  readonly pendingPayment: PaidChangeRequested['data'] | null;
  /** The organization's upgrade that waits for its payment (D2). */
  readonly pendingSupersede: SupersedeRequested['data'] | null;
  /** Subscriptions of the organization whose upgrade failed: a hold for one of them that comes late is for nothing. */
  readonly calledOff: readonly string[];
  readonly pastDue: PastDue | null;
  /** D8: from this day on nobody has the owner's rights. */
  readonly ownerMissingSince: LocalDate | null;
  readonly seatUsage: SeatUsage;
  /** D4: renewals keep the captured price list; `until` is the first day that is not protected. */
  readonly priceProtection: { readonly until: LocalDate | null } | null;
}

export interface EndedSubscription {
  readonly status: 'ended';
  readonly account: Account;
  readonly selection: Selection;
  readonly endedOn: LocalDate;
  readonly reason: EndReason;
  /** D8: as it was at the end. Who was gone then has no rights on what is left either. */
  readonly ownerMissingSince: LocalDate | null;
  readonly superseded: SubscriptionEnded['data']['superseded'];
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

/** The card that is charged; null when there is none. @throws InvariantBroken before the opening. */
export const paymentMethodOf = (state: Subscription): Sealed | null => {
  invariant(state.status !== 'none', 'a subscription that is paid for was opened');
  return state.account.paymentMethod;
};

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
