import {
  cancelPlan,
  cancellationScheduled,
  endedInMay,
  opened,
  ownerReassigned,
  premium,
  priced,
  refusalOf,
  renewed,
  started,
} from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { openLedger } from './ledger.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { nextDue } from './due.js';
import { evolveSubscription } from './evolve.js';
import { billingOwnerOf, type Subscription } from './subscription.state.js';

const dueOn = (state: Subscription): string | null => nextDue(state)?.on ?? null;

const after = (...events: readonly SubscriptionEvent[]): Subscription => replay(subscriptionDecider, events);

describe('the state of a subscription', () => {
  it('begins settled: nothing pending, nothing cancelled, nothing past due', () =>
    expect(after(...started())).toStrictEqual({
      status: 'active',
      account: { ...opened().data, nextTimeZone: 'Europe/Paris' },
      selection: premium(5),
      current: priced(),
      ledger: openLedger(priced().period, 67_45, [{ paymentId: 'pay_start', amount: 67_45 }]),
      trial: null,
      pendingChange: null,
      isCancelling: false,
      pendingPayment: null,
      pendingSupersede: null,
      calledOff: [],
      pastDue: null,
      ownerMissingSince: null,
      seatUsage: { told: [], overLimitSince: null, spaceRevision: -1 },
      priceProtection: null,
    }));

  it('has no plan between the opening and the first plan', () =>
    expect(refusalOf(() => subscriptionDecider.decide(cancelPlan(), after(opened())))).toStrictEqual({
      code: 'subscription.none',
      details: {},
    }));

  it('R29 has exactly one billing owner, and keeps the last one after the end', () => {
    expect(billingOwnerOf(after())).toBeNull();
    expect(billingOwnerOf(after(opened()))).toBe('alice');
    expect(billingOwnerOf(after(...started()))).toBe('alice');
    expect(billingOwnerOf(after(...started(), ownerReassigned('mia')))).toBe('mia');
    expect(billingOwnerOf(after(...endedInMay()))).toBe('alice');
  });

  it('has its next boundary at the renewal or the end, and none without a plan', () => {
    expect(dueOn(after(...started()))).toBe('2026-05-01');
    expect(dueOn(after(...started(), renewed()))).toBe('2026-06-01');
    expect(dueOn(after(...started(), cancellationScheduled()))).toBe('2026-05-01');
    expect(dueOn(after(...endedInMay()))).toBeNull();
    expect(dueOn(after())).toBeNull();
  });

  it('takes a history that does not begin with a plan, or goes on after the end, for a bug', () => {
    expect(() => evolveSubscription(after(opened()), renewed())).toThrow(
      'invariant broken: a subscription begins with a plan',
    );
    expect(() => evolveSubscription(after(), renewed())).toThrow(
      'invariant broken: SubscriptionRenewed happens to a living subscription only',
    );
    expect(() => evolveSubscription(after(...endedInMay()), renewed())).toThrow(
      'invariant broken: SubscriptionRenewed happens to a living subscription only',
    );
  });
});
