import type { LocalDate } from '../kernel/local-date.js';
import type { ActiveSubscription, Subscription } from './subscription.state.js';
import { trialAnnouncementDay } from './trial.js';

/** Something that happens to a subscription by itself, on a day in its time zone. */
export interface Due {
  readonly on: LocalDate;
  readonly what: 'renewal' | 'retry' | 'trialEnding';
  /** Which one it is, in a subscription: `renewal_0_3`, `retry_0_3_1`. The same thing has the same name, always. */
  readonly step: string;
}

const dueOf = (state: ActiveSubscription): readonly (Due | null)[] => {
  const { current, pastDue } = state;
  const place = `${current.term.index}_${current.k}`;
  const announcedOn = trialAnnouncementDay(state);
  const retryOn = pastDue?.nextRetryOn ?? null;
  return [
    retryOn === null ? null : { on: retryOn, what: 'retry', step: `retry_${place}_${pastDue?.retriesFailed ?? 0}` },
    announcedOn === null ? null : { on: announcedOn, what: 'trialEnding', step: `trialEnding_${place}` },
    { on: current.period.end, what: 'renewal', step: `renewal_${place}` },
  ];
};

/** What happens next; null when nothing ever will. Of two things on one day the one that must come first. */
export const nextDue = (state: Subscription): Due | null => {
  if (state.status !== 'active') return null;
  return dueOf(state).reduce((first, next) => (first === null || (next !== null && next.on < first.on) ? next : first));
};
