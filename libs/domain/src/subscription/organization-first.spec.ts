import { cancellationScheduled, opened, started, trialConverted, trialStarted } from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { organizationPaysFirst } from './organization-first.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const after = (...events: readonly SubscriptionEvent[]) => replay(subscriptionDecider, events);

const trial = [opened(), trialStarted()];
const at = (organizationPaysFrom: string, teamRenewsAt: string) => ({ organizationPaysFrom, teamRenewsAt });
const MAY_1 = '2026-04-30T22:00:00.000Z';
const MAY_2 = '2026-05-01T22:00:00.000Z';

describe('D2 a team whose organization begins to pay', () => {
  it('D2 waits when that comes before its own renewal, however late both are dealt with', () =>
    expect(organizationPaysFirst(after(...trial), at(MAY_1, MAY_2))).toBe(true));

  it('D2 is renewed at the same midnight, and before', () => {
    expect(organizationPaysFirst(after(...trial), at(MAY_1, MAY_1))).toBe(false);
    expect(organizationPaysFirst(after(...trial), at(MAY_2, MAY_1))).toBe(false);
  });

  it('D2, D11 does not wait for a trial that ends on Basic, nor for one that has ended', () => {
    expect(organizationPaysFirst(after(opened({ paymentMethod: null }), trialStarted()), at(MAY_1, MAY_2))).toBe(false);
    expect(organizationPaysFirst(after(...trial, cancellationScheduled()), at(MAY_1, MAY_2))).toBe(false);
    expect(organizationPaysFirst(after(...trial, trialConverted()), at(MAY_1, MAY_2))).toBe(false);
    expect(organizationPaysFirst(after(...started()), at(MAY_1, MAY_2))).toBe(false);
    expect(organizationPaysFirst(after(), at(MAY_1, MAY_2))).toBe(false);
  });
});
