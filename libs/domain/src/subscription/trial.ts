import { seatPrice, type Cycle, type CatalogVersion } from '../catalog/catalog.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { refuseUnless } from '../kernel/refusal.js';
import type { Currency } from '../kernel/money.js';
import type { Selection } from './bill.js';
import { authorizeCaller, refuseUnlessSettled, type OwnerCommand } from './rights.js';
import { ending } from './end.js';
import type { SubscriptionEnded } from './subscription.events.js';
import type { TrialChanged, TrialEndAnnounced } from './trial.events.js';
import { active, countsFrom, type ActiveSubscription, type Subscription } from './subscription.state.js';
import { firstTerm, type PricedPeriod } from './term.js';

/** The owner is told so many days before the day after the trial. */
export const TRIAL_END_ANNOUNCED_DAYS = 3;

/** D11: stops a trial at once; it costs nothing. */
export interface EndTrial {
  readonly type: 'EndTrial';
  readonly data: OwnerCommand;
}

/** The system's own command, given some days before a trial ends. */
export interface AnnounceTrialEnd {
  readonly type: 'AnnounceTrialEnd';
  readonly data: { readonly today: LocalDate };
}

/**
 * The trial's own period. The paid term, if one follows, is the next: it begins on the day after, its anchor.
 *
 *     start                    start + trialDays
 *     |== trial, free ==========)-- paid, k = 0 --
 */
export const trialPeriod = (
  version: CatalogVersion,
  { plan, cycle }: { readonly plan: string; readonly cycle: Cycle },
  { today, currency }: { readonly today: LocalDate; readonly currency: Currency },
): PricedPeriod => ({
  term: firstTerm(today, cycle),
  k: 0,
  period: { start: today, end: addDays(today, version.trialDays) },
  catalogVersion: version.version,
  unitPrice: seatPrice(version, plan, cycle, currency),
});

/** The day on which the owner is told; null when there is nothing to tell, or it was told. */
export const trialAnnouncementDay = ({ trial, current, isCancelling }: ActiveSubscription): LocalDate | null => {
  if (trial === null || trial.isEndAnnounced || isCancelling) return null;
  const day = addDays(current.period.end, -TRIAL_END_ANNOUNCED_DAYS);
  return day > current.period.start ? day : null;
};

/** Whether the plan goes on, paid, when the trial is over (D11). */
export const isPaidAfterTrial = ({ account, isCancelling }: ActiveSubscription): boolean =>
  !isCancelling && account.paymentMethod !== null;

/**
 * Heard twice, nothing happens. Heard late, even after the last day, it is told late: the end of the trial is due only
 * after it, and a trial must not go on for ever because nobody looked for some days.
 */
export const announceTrialEnd = ({ data }: AnnounceTrialEnd, state: Subscription): readonly TrialEndAnnounced[] => {
  if (state.status !== 'active') return [];
  const day = trialAnnouncementDay(state);
  if (day === null || data.today < day) return [];
  const { subscriptionId } = state.account;
  const { end: endsOn } = state.current.period;
  const isPaidAfterwards = isPaidAfterTrial(state);
  // That day lies after the first of the trial, so it counts as it is.
  return [{ type: 'TrialEndAnnounced', data: { subscriptionId, effectiveOn: data.today, endsOn, isPaidAfterwards } }];
};

/** @throws Refusal `rights.not_allowed`, `trial.none` when no trial runs, `subscription.renewal_due` after its last day. */
export const endTrial = ({ data }: EndTrial, subscription: Subscription): readonly SubscriptionEnded[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'endTrial');
  refuseUnless(state.trial !== null, 'trial.none');
  refuseUnlessSettled(state, data.today);
  return [ending(state, { reason: 'trialStopped', on: countsFrom(state, data.today) })];
};

/** What a change inside a trial leads to: at once and free. Nothing when it asks for what there is. */
export const changeInTrial = (
  state: ActiveSubscription,
  { to, unitPrice, today }: { readonly to: Selection; readonly unitPrice: number; readonly today: LocalDate },
): TrialChanged => ({
  type: 'TrialChanged',
  data: {
    subscriptionId: state.account.subscriptionId,
    from: state.selection,
    to,
    unitPrice,
    effectiveOn: countsFrom(state, today),
  },
});
