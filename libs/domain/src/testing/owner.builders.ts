import type {
  BillingOwnerReturned,
  BillingOwnershipClaimed,
  BillingOwnerWentMissing,
  ClaimOwnership,
  NoteOwnerPresence,
} from '../subscription/index.js';
import { adam } from './people.js';

const subscriptionId = 'sub_1';
const spaceId = 'space_1';
const effectiveOn = '2026-04-16';

/** A directory sync has removed Alice, the billing owner. */
export const ownerWentMissing = (data: Partial<BillingOwnerWentMissing['data']> = {}): BillingOwnerWentMissing => ({
  type: 'BillingOwnerWentMissing',
  data: { subscriptionId, spaceId, ownerId: 'alice', effectiveOn, ...data },
});

export const ownerReturned = (data: Partial<BillingOwnerReturned['data']> = {}): BillingOwnerReturned => ({
  type: 'BillingOwnerReturned',
  data: { subscriptionId, spaceId, ownerId: 'alice', effectiveOn, ...data },
});

export const ownershipClaimed = (data: Partial<BillingOwnershipClaimed['data']> = {}): BillingOwnershipClaimed => ({
  type: 'BillingOwnershipClaimed',
  data: { subscriptionId, spaceId, from: 'alice', to: 'adam', effectiveOn, ...data },
});

export const noteOwnerPresence = (data: Partial<NoteOwnerPresence['data']> = {}): NoteOwnerPresence => ({
  type: 'NoteOwnerPresence',
  data: { memberId: 'alice', isMember: false, today: effectiveOn, ...data },
});

/** Adam, an administrator whose e-mail is known, claims the role. */
export const claimOwnership = (data: Partial<ClaimOwnership['data']> = {}): ClaimOwnership => ({
  type: 'ClaimOwnership',
  data: { by: adam, today: effectiveOn, hasAdministrators: true, hasEmail: true, ...data },
});
