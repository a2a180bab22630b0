import type { SeatMark } from '../subscription/seat-marks.js';
import type { SubscriptionEvent, SubscriptionEnded } from '../subscription/subscription.events.js';

/** What the billing owner is told beside the documents. */
export type NoticeKind =
  | 'lapsed'
  | 'seatsKept'
  | 'trialEnded'
  | 'actedForOwner'
  | 'paymentFailed'
  | 'seatsNearlyUsed'
  | 'seatsReached'
  | 'seatsExceeded'
  | 'ownerChanged'
  | 'trialEnding'
  | 'cancelled'
  | 'claim';

export type MailKind = 'invoice' | 'creditNote' | NoticeKind;

const OF_MARK: Readonly<Record<SeatMark, NoticeKind>> = {
  nearlyUsed: 'seatsNearlyUsed',
  reached: 'seatsReached',
  exceeded: 'seatsExceeded',
};

/** A plan that was cancelled was told of when it was, and one that an organization took over by its credit note. */
const ofEnd = ({ data }: SubscriptionEnded): NoticeKind | null => {
  switch (data.reason) {
    case 'lapsed':
      return 'lapsed';
    case 'trialEnded':
    case 'trialStopped':
      return 'trialEnded';
    case 'cancelled':
    case 'superseded':
      return null;
  }
};

/** Of facts that are always told. */
const ALWAYS: Readonly<Partial<Record<SubscriptionEvent['type'], NoticeKind>>> = {
  TrialEndAnnounced: 'trialEnding',
  CancellationScheduled: 'cancelled',
  BillingOwnerReassigned: 'ownerChanged',
  BillingOwnershipClaimed: 'claim',
};

/** The mail that a fact leads to (D8, D12, D15, D16); null for a fact that nobody is told of. */
export const noticeOf = (event: SubscriptionEvent): NoticeKind | null => {
  switch (event.type) {
    case 'RenewalPaymentFailed':
      // After the last try the end itself is told.
      return event.data.nextRetryOn === null ? null : 'paymentFailed';
    case 'SubscriptionEnded':
      return ofEnd(event);
    case 'SubscriptionRenewed':
      return event.data.seatsKept === null ? null : 'seatsKept';
    case 'SeatUsageChanged':
      return event.data.mark === null ? null : OF_MARK[event.data.mark];
    default:
      return ALWAYS[event.type] ?? null;
  }
};

const DONE_BY_OWNERS: ReadonlySet<string> = new Set<SubscriptionEvent['type']>([
  'PaidChangeRequested',
  'SeatsChanged',
  'PlanUpgraded',
  'CycleChanged',
  'TrialChanged',
  'ChangeScheduled',
  'ScheduledChangeUndone',
  'CancellationScheduled',
  'CancellationUndone',
  'SubscriptionEnded',
  'BillingDetailsChanged',
  'PaymentMethodReplaced',
]);

/** D9: what an owner does; when somebody else does it in his place (see `actedForOwner`), the owner is told. */
export const isDoneByOwners = ({ type }: { readonly type: string }): boolean => DONE_BY_OWNERS.has(type);
