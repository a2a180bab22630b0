import fc from 'fast-check';
import {
  activeOf,
  beginnings,
  commands,
  decideOrRefuse,
  happenings,
  live,
  type Lived,
} from '../testing/subscription.life.js';
import { replay } from '../kernel/decider.js';
import { addDays } from '../kernel/local-date.js';
import { nextDue } from './due.js';
import { totalOf } from './funds.js';
import { openAmount } from './ledger.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { billingOwnerOf } from './subscription.state.js';

const holdsFor = (check: (lived: Lived) => void): void =>
  fc.assert(
    fc.property(beginnings, happenings, (beginning, list) => check(live(beginning, list))),
    { numRuns: 300 },
  );

describe('after any history of one subscription (section 10)', () => {
  it('I4 there is one owner', () =>
    holdsFor(({ states }) => {
      for (const state of activeOf(states)) expect(billingOwnerOf(state)).toMatch(/^(alice|adam|mia)$/);
    }));

  it('I4 at most one change is pending, and it happens at the renewal', () =>
    holdsFor(({ states }) => {
      for (const { pendingChange, current } of activeOf(states))
        expect([undefined, current.period.end]).toContain(pendingChange?.effectiveOn);
    }));

  it('R48 a plan that was cancelled ends on the day that was told last', () =>
    holdsFor(({ events, states }) => {
      let told: string | null = null;
      for (const event of events) if (event.type === 'CancellationScheduled') told = event.data.effectiveOn;
      const last = states.at(-1);
      const isCancelling = last?.status === 'active' && last.isCancelling;
      expect(isCancelling ? last.current.period.end : told).toBe(told);
    }));

  it('I6 the live state is the replayed state', () =>
    holdsFor(({ events, states }) => expect(replay(subscriptionDecider, events)).toStrictEqual(states.at(-1))));

  it('I8 only the owner of that moment asks for a paid change', () =>
    holdsFor(({ events }) => {
      events.forEach((event, i) => {
        if (event.type !== 'PaidChangeRequested') return;
        const before = replay(subscriptionDecider, events.slice(0, i));
        expect(event.data.requestedBy).toBe(billingOwnerOf(before));
      });
    }));

  it('R9 the subscription never moves to another space', () =>
    holdsFor(({ states }) => {
      for (const state of states.slice(1)) {
        expect(state).toMatchObject({ account: { subscriptionId: 'sub_1', spaceId: 'space_1' } });
      }
    }));

  it('ADR 0012: a period that is not being collected is paid, and its payments are what was invoiced for it', () =>
    holdsFor(({ settled }) => {
      for (const { ledger, pastDue } of activeOf(settled)) {
        expect(openAmount(ledger)).toBe(pastDue === null ? 0 : ledger.invoiced);
        expect(totalOf(ledger.funds)).toBe(pastDue === null ? ledger.invoiced : 0);
      }
    }));

  it('the same command twice writes nothing the second time', () =>
    fc.assert(
      fc.property(
        beginnings,
        happenings,
        commands,
        fc.integer({ min: 0, max: 5 }),
        (beginning, list, command, daysLeft) => {
          const state = live(beginning, list).states.at(-1)!;
          const today = addDays(nextDue(state)?.on ?? '2026-06-01', -1 - daysLeft);
          const same = command({ today, state, paymentId: 'pay_same' });
          const first = decideOrRefuse(same, state);
          const second = decideOrRefuse(same, first.reduce(subscriptionDecider.evolve, state));
          expect(second).toStrictEqual([]);
        },
      ),
      { numRuns: 300 },
    ));

  it('all of this is said of histories in which everything happens that can', () => {
    const seed = 20_260_401;
    const lives = fc.sample(fc.tuple(beginnings, happenings), { numRuns: 300, seed });
    const seen = new Set(lives.flatMap(([beginning, list]) => live(beginning, list).events.map(({ type }) => type)));
    const expected: readonly SubscriptionEvent['type'][] = [
      'BillingDetailsChanged',
      'BillingOwnerReassigned',
      'CancellationScheduled',
      'CancellationUndone',
      'ChangeScheduled',
      'CycleChanged',
      'PaidChangeFailed',
      'PaidChangeRequested',
      'PaymentMethodReplaced',
      'PaymentReceived',
      'PlanUpgraded',
      'PriceProtected',
      'RenewalPaymentFailed',
      'RenewalRetryRequested',
      'ScheduledChangeUndone',
      'SeatsChanged',
      'SubscriptionEnded',
      'SubscriptionOpened',
      'SubscriptionRenewed',
      'TrialChanged',
      'TrialConverted',
      'TrialEndAnnounced',
      'TrialStarted',
    ];
    expect([...seen].sort()).toStrictEqual(expected);
  });
});
