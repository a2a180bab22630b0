import type { LocalDate } from '../kernel/local-date.js';
import { refuseUnless } from '../kernel/refusal.js';
import { authorizeClaim } from '../policy/claim.js';
import { presentOwnerOf, roleOf, type OwnerCommand } from './rights.js';
import type { BillingOwnerReturned, BillingOwnershipClaimed, BillingOwnerWentMissing } from './owner.events.js';
import { active, countsFrom, type Subscription } from './subscription.state.js';

/** The system's own command, given when a member has left a space or has come back to it. */
export interface NoteOwnerPresence {
  readonly type: 'NoteOwnerPresence';
  readonly data: {
    readonly memberId: string;
    /** Whether this person is a member of the space now. */
    readonly isMember: boolean;
    readonly today: LocalDate;
  };
}

/** D8: an administrator takes over the role of an owner who is missing. */
export interface ClaimOwnership {
  readonly type: 'ClaimOwnership';
  readonly data: OwnerCommand & {
    /** Where nobody administers the space any more, any member may claim. */
    readonly hasAdministrators: boolean;
    /** The owner receives the invoices (R34), so the e-mail must be known. */
    readonly hasEmail: boolean;
  };
}

/** D8. About anybody but the billing owner, and heard twice, nothing happens. */
export const noteOwnerPresence = (
  { data }: NoteOwnerPresence,
  state: Subscription,
): readonly (BillingOwnerWentMissing | BillingOwnerReturned)[] => {
  if (state.status !== 'active' || state.account.ownerId !== data.memberId) return [];
  const isMissing = state.ownerMissingSince !== null;
  if (isMissing !== data.isMember) return [];
  const { subscriptionId, spaceId, ownerId } = state.account;
  const fact = { subscriptionId, spaceId, ownerId, effectiveOn: countsFrom(state, data.today) };
  return [
    data.isMember ? { type: 'BillingOwnerReturned', data: fact } : { type: 'BillingOwnerWentMissing', data: fact },
  ];
};

/**
 * D8. Claiming what one holds already changes nothing. A payment that is open does not stand in the way: somebody has to
 * be there to see it.
 * @throws Refusal `owner.not_missing`, `rights.not_allowed`, `owner.email_missing`.
 */
export const claimOwnership = (
  { data }: ClaimOwnership,
  subscription: Subscription,
): readonly BillingOwnershipClaimed[] => {
  const state = active(subscription);
  const { subscriptionId, spaceId, ownerId: from } = state.account;
  const { by, hasAdministrators, hasEmail, today } = data;
  const { memberId: to } = by;
  if (state.ownerMissingSince === null && from === to) return [];
  const isOwnerMissing = state.ownerMissingSince !== null;
  authorizeClaim({ role: roleOf(by, presentOwnerOf(state)), isOwnerMissing, hasAdministrators });
  refuseUnless(hasEmail, 'owner.email_missing', { memberId: to });
  const effectiveOn = countsFrom(state, today);
  return [{ type: 'BillingOwnershipClaimed', data: { subscriptionId, spaceId, from, to, effectiveOn } }];
};
