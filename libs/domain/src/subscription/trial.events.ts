import type { LocalDate } from '../kernel/local-date.js';
import type { Bill, Selection } from './bill.js';
import type { Superseded } from './supersede.events.js';
import type { PricedPeriod } from './term.js';

/** A paid plan is tried out, free, for a number of days that the price list gives (D11). */
export interface TrialStarted {
  readonly type: 'TrialStarted';
  /** The period is the trial's; the price is what one seat costs afterwards, by the price list of that day. */
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
  };
}

/** In a trial a change takes effect at once, both ways, and is free (D11). */
export interface TrialChanged {
  readonly type: 'TrialChanged';
  readonly data: {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly unitPrice: number;
    readonly effectiveOn: LocalDate;
  };
}

/** The owner was told, some days before, that the trial ends. */
export interface TrialEndAnnounced {
  readonly type: 'TrialEndAnnounced';
  readonly data: {
    readonly subscriptionId: string;
    readonly effectiveOn: LocalDate;
    /** The first day after the trial. */
    readonly endsOn: LocalDate;
    /** The plan is paid from then on; without payment data the space returns to Basic. */
    readonly isPaidAfterwards: boolean;
  };
}

/** The day after a trial with payment data: the first paid term begins (D11). */
export interface TrialConverted {
  readonly type: 'TrialConverted';
  readonly data: PricedPeriod & {
    readonly subscriptionId: string;
    readonly from: Selection;
    readonly to: Selection;
    readonly effectiveOn: LocalDate;
    readonly timeZone: string;
    readonly bill: Bill;
    readonly supersedes: readonly Superseded[];
  };
}

/** What happens in a trial, and at its end when the plan goes on (D11). */
export type TrialEvent = TrialStarted | TrialChanged | TrialEndAnnounced | TrialConverted;
