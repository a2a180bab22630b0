import { addDays, type LocalDate } from '../kernel/local-date.js';
import { creditForUnused, ending, stillOpen } from './end.js';
import { openAmount } from './ledger.js';
import type { PaymentReceived, RenewalPaymentFailed, RenewalRetryRequested } from './collection.events.js';
import { refuseWhilePaymentIsOpen } from './rights.js';
import type { SubscriptionEnded } from './subscription.events.js';
import { countsFrom, type ActiveSubscription, type PastDue, type Subscription } from './subscription.state.js';

/** D16: a failed renewal is tried again so many days after the renewal day. When the last try fails, the plan ends. */
export const RETRY_DAYS: readonly number[] = [3, 5, 7];
const LAST_RETRY_DAY = Math.max(...RETRY_DAYS);

/** The period that an invoice is for. */
interface Place {
  readonly term: number;
  readonly k: number;
}

/** An invoice that was issued before it was paid is paid. */
export interface RecordPaymentReceived {
  readonly type: 'RecordPaymentReceived';
  readonly data: Place & {
    readonly paymentId: string;
    readonly invoiceNumber: string;
    /** Minor units before tax. */
    readonly net: number;
    readonly today: LocalDate;
  };
}

export interface RecordRenewalFailure {
  readonly type: 'RecordRenewalFailure';
  readonly data: Place & {
    readonly paymentId: string;
    readonly invoiceNumber: string;
    readonly reason: string;
    /** The day in the subscription's time zone. */
    readonly today: LocalDate;
  };
}

/** The system's own command, given on the day of a scheduled retry. */
export interface RetryRenewalPayment {
  readonly type: 'RetryRenewalPayment';
  readonly data: { readonly paymentId: string; readonly today: LocalDate };
}

/**
 * Heard twice, it is recorded once: nothing is open any more, or the payment is in the funds of the period. What a bank
 * pays late for an earlier period changes nothing in this one; the payment's own stream tells of it.
 */
export const recordPaymentReceived = (
  { data }: RecordPaymentReceived,
  state: Subscription,
): readonly PaymentReceived[] => {
  if (state.status !== 'active' || !isOpen(state, data) || isKnown(state, data.paymentId)) return [];
  const { today, ...facts } = data;
  const { subscriptionId } = state.account;
  return [{ type: 'PaymentReceived', data: { subscriptionId, ...facts, effectiveOn: countsFrom(state, today) } }];
};

const isKnown = ({ ledger }: ActiveSubscription, paymentId: string): boolean =>
  ledger.funds.some((fund) => fund.paymentId === paymentId);

/** Something of the period's invoice is unpaid, and the period is the running one. */
const isOpen = ({ current, ledger }: ActiveSubscription, { term, k }: Place): boolean =>
  term === current.term.index && k === current.k && openAmount(ledger) > 0;

const FIRST_FAILURE: Pick<PastDue, 'retriesFailed' | 'retry'> = { retriesFailed: 0, retry: null };

/** Another card that is declined takes none of the scheduled tries away. */
const retriesFailedAfter = ({ retriesFailed, retry }: Pick<PastDue, 'retriesFailed' | 'retry'>): number =>
  retry?.cause === 'schedule' ? retriesFailed + 1 : retriesFailed;

/**
 * So many days after the renewal day. Where an outcome comes late it is the day of the outcome, because nobody is told
 * of a day that is over; and never after the period: the days from its end on were not invoiced.
 *
 *     start   +3    +5    +7                     end
 *     |-------|-----|-----|----------------------)
 *                      ^ heard of: tried again and, if that is the last, ended that day
 */
const dayAfter = ({ current }: ActiveSubscription, days: number, heardOn: LocalDate): LocalDate => {
  const { start, end } = current.period;
  const planned = addDays(start, days);
  const day = planned > heardOn ? planned : heardOn;
  return day < end ? day : end;
};

const retryDay = (state: ActiveSubscription, retriesFailed: number, heardOn: LocalDate): LocalDate | null => {
  const days = RETRY_DAYS[retriesFailed];
  return days === undefined ? null : dayAfter(state, days, heardOn);
};

/** The plan ends; the days from then on reduce the open invoice, and nobody collects the rest (D16). */
const lapse = (state: ActiveSubscription, on: LocalDate): SubscriptionEnded => {
  const credit = creditForUnused(state, { reason: 'correction', on });
  return ending(state, { reason: 'lapsed', on, credit, writtenOff: stillOpen(state, credit) });
};

/** D16: the subscription becomes, or stays, past due; after the last retry it lapses. Heard twice, it is recorded once. */
export const recordRenewalFailure = (
  { data }: RecordRenewalFailure,
  state: Subscription,
): readonly (RenewalPaymentFailed | SubscriptionEnded)[] => {
  if (state.status !== 'active' || !isAwaited(state, data)) return [];
  const { paymentId, invoiceNumber, reason, today } = data;
  const { subscriptionId } = state.account;
  const effectiveOn = countsFrom(state, today);
  const retriesFailed = retriesFailedAfter(state.pastDue ?? FIRST_FAILURE);
  const nextRetryOn = retryDay(state, retriesFailed, effectiveOn);
  const endsOn = dayAfter(state, LAST_RETRY_DAY, effectiveOn);
  const failed: RenewalPaymentFailed = {
    type: 'RenewalPaymentFailed',
    data: { subscriptionId, paymentId, invoiceNumber, reason, effectiveOn, retriesFailed, nextRetryOn, endsOn },
  };
  if (nextRetryOn !== null) return [failed];
  return [failed, lapse(state, endsOn)];
};

/** The first payment of the running period's invoice, or the retry that is open. */
const isAwaited = (state: ActiveSubscription, data: RecordRenewalFailure['data']): boolean =>
  isOpen(state, data) && (state.pastDue === null || state.pastDue.retry?.paymentId === data.paymentId);

/**
 * Before its day, or while another try is open, nothing happens.
 * @throws Refusal `payment.pending` while the plan stands still for its organization (D2): nobody pays for what is about
 * to end.
 */
export const retryRenewalPayment = (
  { data }: RetryRenewalPayment,
  state: Subscription,
): readonly RenewalRetryRequested[] => {
  if (state.status !== 'active' || state.pastDue === null) return [];
  const { nextRetryOn, retry } = state.pastDue;
  if (retry !== null || nextRetryOn === null || data.today < nextRetryOn) return [];
  refuseWhilePaymentIsOpen(state);
  return [retryOf(state, state.pastDue, { paymentId: data.paymentId, cause: 'schedule', today: data.today })];
};

interface Retry {
  readonly paymentId: string;
  readonly cause: 'schedule' | 'newCard';
  readonly today: LocalDate;
}

const retryOf = (
  state: ActiveSubscription,
  { invoiceNumber }: PastDue,
  { paymentId, cause, today }: Retry,
): RenewalRetryRequested => {
  const { subscriptionId } = state.account;
  const effectiveOn = countsFrom(state, today);
  return { type: 'RenewalRetryRequested', data: { subscriptionId, paymentId, invoiceNumber, cause, effectiveOn } };
};

/** D16: another card is tried at once. */
export const retryWithNewCard = (
  state: ActiveSubscription,
  { paymentId, today }: { readonly paymentId: string; readonly today: LocalDate },
): readonly RenewalRetryRequested[] =>
  state.pastDue === null ? [] : [retryOf(state, state.pastDue, { paymentId, cause: 'newCard', today })];
