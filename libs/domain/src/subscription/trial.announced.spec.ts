import {
  announceTrialEnd,
  cancellationScheduled,
  cancellationUndone,
  cardReplaced,
  ended,
  opened,
  paymentFor,
  renew,
  specFor,
  started,
  trialChanged,
  trialConverted,
  trialEndAnnounced,
  trialling,
  trialStarted,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { nextDue } from './due.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const given = specFor(subscriptionDecider);

const due = (...events: readonly SubscriptionEvent[]): unknown => nextDue(replay(subscriptionDecider, events));

/** A trial of so many days from 1 April on. */
const trialOf = (days: number): readonly SubscriptionEvent[] => [
  opened(),
  trialStarted({ period: { start: '2026-04-01', end: addDays('2026-04-01', days) } }),
];

describe('AnnounceTrialEnd (D11)', () => {
  it('D11 tells the owner three days before the day after the trial', () => {
    given(...trialling())
      .when(announceTrialEnd('2026-04-27'))
      .thenNothing();
    given(...trialling())
      .when(announceTrialEnd('2026-04-28'))
      .then(trialEndAnnounced());
  });

  it('D11 says what follows: without payment data the space returns to Basic', () =>
    given(...trialling({ paymentMethod: null }))
      .when(announceTrialEnd())
      .then(trialEndAnnounced({ isPaidAfterwards: false })));

  it('D11 says what follows: with a card that was added in the trial the plan is paid', () =>
    given(...trialling({ paymentMethod: null }), cardReplaced())
      .when(announceTrialEnd())
      .then(trialEndAnnounced()));

  it('writes nothing the second time', () =>
    given(...trialling(), trialEndAnnounced())
      .when(announceTrialEnd('2026-04-29'))
      .thenNothing());

  it('is told once, even when the trial is changed or the card added afterwards', () => {
    given(...trialling(), trialEndAnnounced(), trialChanged())
      .when(announceTrialEnd('2026-04-29'))
      .thenNothing();
    given(...trialling({ paymentMethod: null }), trialEndAnnounced({ isPaidAfterwards: false }), cardReplaced())
      .when(announceTrialEnd('2026-04-29'))
      .thenNothing();
  });

  it('writes nothing when the trial is cancelled: the owner knows that it ends', () =>
    given(...trialling(), cancellationScheduled())
      .when(announceTrialEnd())
      .thenNothing());

  it('D10 is told after all when the cancellation is undone, however few days are left', () =>
    given(...trialling(), cancellationScheduled(), cancellationUndone())
      .when(announceTrialEnd('2026-04-30'))
      .then(trialEndAnnounced({ effectiveOn: '2026-04-30' })));

  it('writes nothing once the trial has become a paid plan, or has ended', () => {
    given(...trialling(), trialConverted(), paymentFor(trialConverted()))
      .when(announceTrialEnd('2026-05-29'))
      .thenNothing();
    given(...trialling(), ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' }))
      .when(announceTrialEnd())
      .thenNothing();
  });

  it('writes nothing for a plan that is paid, nor before the opening', () => {
    given(...started())
      .when(announceTrialEnd())
      .thenNothing();
    given().when(announceTrialEnd()).thenNothing();
  });
});

describe('what is due next in a trial (D11)', () => {
  const renewal = { on: '2026-05-01', what: 'renewal', step: 'renewal_0_0' };
  const announcement = { on: '2026-04-28', what: 'trialEnding', step: 'trialEnding_0_0' };

  it('D11 is the announcement, then the end of the trial', () => {
    expect(due(...trialling())).toStrictEqual(announcement);
    expect(due(...trialling(), trialEndAnnounced())).toStrictEqual(renewal);
  });

  it('D11 is the end alone while the trial is cancelled', () => {
    expect(due(...trialling(), cancellationScheduled())).toStrictEqual(renewal);
    expect(due(...trialling(), cancellationScheduled(), cancellationUndone())).toStrictEqual(announcement);
  });

  it.each([1, 2, 3])('D11 of a trial of %i days is the end: its first day needs no announcement', (days) => {
    expect(due(...trialOf(days))).toStrictEqual({ ...renewal, on: addDays('2026-04-01', days) });
    given(...trialOf(days))
      .when(announceTrialEnd('2026-04-01'))
      .thenNothing();
  });

  it.each<[number, LocalDate]>([
    [4, '2026-04-02'],
    [5, '2026-04-03'],
  ])('D11 of a trial of %i days is the announcement on %s', (days, on) =>
    expect(due(...trialOf(days))).toStrictEqual({ ...announcement, on }),
  );

  it('D11 is never missed: what comes late is told late, and the end of the trial is due after it', () => {
    const late = announceTrialEnd('2026-05-03');
    given(...trialling())
      .when(late)
      .then(trialEndAnnounced({ effectiveOn: '2026-05-03' }));
    const told = [...trialling(), ...subscriptionDecider.decide(late, replay(subscriptionDecider, trialling()))];
    expect(due(...told)).toStrictEqual(renewal);
    given(...told)
      .when(renew({ today: '2026-05-03' }))
      .then(trialConverted());
  });
});
