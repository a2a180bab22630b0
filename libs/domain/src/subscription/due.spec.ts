import {
  cancellationScheduled,
  cardReplaced,
  endedInMay,
  mayOpened,
  mayPaid,
  opened,
  pastDue,
  premium,
  priced,
  renewalFailed,
  renewed,
  retryRequested,
  started,
  supersedeRequested,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { nextDue, type Due } from './due.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { firstTerm } from './term.js';

const after = (...events: readonly SubscriptionEvent[]): Due | null => nextDue(replay(subscriptionDecider, events));

const inTrial: readonly SubscriptionEvent[] = [
  opened(),
  { type: 'TrialStarted', data: { ...priced(), subscriptionId: 'sub_1', to: premium(5), effectiveOn: '2026-04-01' } },
];

describe('what happens to a subscription by itself, next', () => {
  it('is the renewal, on the day on which the period ends', () =>
    expect(after(...started())).toStrictEqual({ on: '2026-05-01', what: 'renewal', step: 'renewal_0_0' }));

  it('is the next renewal after a renewal, under another name', () =>
    expect(after(...started(), mayOpened())).toStrictEqual({ on: '2026-06-01', what: 'renewal', step: 'renewal_0_1' }));

  it('has the term in its name: a new one counts from 0 again', () => {
    const term = { ...firstTerm('2026-05-01', 'monthly'), index: 1 };
    const period = { start: '2026-05-01', end: '2026-06-01' } as const;
    expect(after(...started(), renewed(priced({ term, period })))?.step).toBe('renewal_1_0');
  });

  it('R48 is the end of the plan, when it was cancelled: on the same day, under the same name', () =>
    expect(after(...started(), cancellationScheduled())).toStrictEqual(after(...started())));

  it('D11 is three days before the end of a trial the word to its owner, then the end', () => {
    const announced: SubscriptionEvent = {
      type: 'TrialEndAnnounced',
      data: { subscriptionId: 'sub_1', effectiveOn: '2026-04-28', endsOn: '2026-05-01', isPaidAfterwards: true },
    };
    expect(after(...inTrial)).toStrictEqual({ on: '2026-04-28', what: 'trialEnding', step: 'trialEnding_0_0' });
    expect(after(...inTrial, announced)).toStrictEqual({ on: '2026-05-01', what: 'renewal', step: 'renewal_0_0' });
  });

  it('D11 is the end of a trial that was cancelled: of that its owner knows', () =>
    expect(after(...inTrial, cancellationScheduled())?.what).toBe('renewal'));

  it('is nothing before the opening and after the end', () => {
    expect(after()).toBeNull();
    expect(after(opened())).toBeNull();
    expect(after(...endedInMay())).toBeNull();
  });
});

describe('what happens next to a plan that is past due (D16)', () => {
  const second = renewalFailed({ paymentId: 'pay_retry', retriesFailed: 1, nextRetryOn: '2026-05-06' });

  it('D16 is the next try, before the renewal; each try has its own name', () => {
    expect(after(...pastDue())).toStrictEqual({ on: '2026-05-04', what: 'retry', step: 'retry_0_1_0' });
    expect(after(...pastDue(), retryRequested(), second)).toStrictEqual({
      on: '2026-05-06',
      what: 'retry',
      step: 'retry_0_1_1',
    });
  });

  it('D16 is the same try, under the same name, while it is open and after another card was declined', () => {
    const newCard = [cardReplaced(), retryRequested({ cause: 'newCard' })];
    expect(after(...pastDue(), retryRequested())).toStrictEqual(after(...pastDue()));
    expect(after(...pastDue(), ...newCard, renewalFailed({ paymentId: 'pay_retry' }))).toStrictEqual(
      after(...pastDue()),
    );
  });

  it('D16 comes before the renewal on the same day, because the renewal waits for it', () =>
    expect(after(...started(), mayOpened(), renewalFailed({ nextRetryOn: '2026-06-01' }))).toStrictEqual({
      on: '2026-06-01',
      what: 'retry',
      step: 'retry_0_1_0',
    }));

  it('D16 is the renewal again as soon as the plan is paid', () =>
    expect(after(...pastDue(), retryRequested(), mayPaid({ paymentId: 'pay_retry' }))).toStrictEqual({
      on: '2026-06-01',
      what: 'renewal',
      step: 'renewal_0_1',
    }));

  it('D2 is what it was for a plan that stands still for its organization', () =>
    expect(after(...started(), supersedeRequested({ subscriptionId: 'sub_1' }))).toStrictEqual(after(...started())));
});
