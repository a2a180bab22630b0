import { replay } from '../kernel/decider.js';
import { opened, ownerReassigned, started } from '../testing/index.js';
import { presentOwnerOf } from './rights.js';
import { subscriptionDecider } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

const about = { subscriptionId: 'sub_1', spaceId: 'space_1', effectiveOn: '2026-04-10' } as const;
const missing: SubscriptionEvent = { type: 'BillingOwnerWentMissing', data: { ...about, ownerId: 'alice' } };
const returned: SubscriptionEvent = { type: 'BillingOwnerReturned', data: { ...about, ownerId: 'alice' } };
const claimed: SubscriptionEvent = { type: 'BillingOwnershipClaimed', data: { ...about, from: 'alice', to: 'adam' } };
const ended: SubscriptionEvent = {
  type: 'SubscriptionEnded',
  data: {
    ...{ ...about, rootId: 'space_1', reason: 'cancelled', effectiveOn: '2026-05-01' },
    ...{ credit: null, writtenOff: 0, writtenOffInvoice: null, superseded: null },
  },
};

const ownerAfter = (...events: readonly SubscriptionEvent[]): string | null =>
  presentOwnerOf(replay(subscriptionDecider, events));

describe('who has the rights of the owner', () => {
  it('R29 is nobody before the opening, and the owner from then on', () => {
    expect(ownerAfter()).toBeNull();
    expect(ownerAfter(opened())).toBe('alice');
    expect(ownerAfter(...started())).toBe('alice');
    expect(ownerAfter(...started(), ownerReassigned('mia'))).toBe('mia');
  });

  it('D8 is nobody while the owner is missing', () => {
    expect(ownerAfter(...started(), missing)).toBeNull();
    expect(ownerAfter(...started(), missing, returned)).toBe('alice');
    expect(ownerAfter(...started(), missing, claimed)).toBe('adam');
  });

  it('R40 is the last owner after the end, and nobody when he was missing then', () => {
    expect(ownerAfter(...started(), ended)).toBe('alice');
    expect(ownerAfter(...started(), missing, ended)).toBeNull();
    expect(ownerAfter(...started(), missing, claimed, ended)).toBe('adam');
  });
});
