import { refuseUnless } from '../kernel/refusal.js';
import type { Role } from './policy.js';

/** Who wants the role of billing owner for himself, and whether nobody in the space holds it. */
export interface Claim {
  readonly role: Role;
  /** D8: a directory sync removed the owner. */
  readonly isOwnerMissing: boolean;
  /** Where nobody administers the space any more, because the sync removed them all, any member may claim. */
  readonly hasAdministrators: boolean;
}

/**
 * D8: an administrator of the space may claim the role, only while nobody holds it. It is the same under every policy,
 * in every kind of space and however the plan is paid: a plan that has lost its owner must always get one again. It
 * stands beside the matrix because it hangs on the state of the subscription, and a cell could only answer half of it.
 */
export const mayClaimOwnership = (claim: Claim): boolean => claim.isOwnerMissing && isClaimant(claim);

const isClaimant = ({ role, hasAdministrators }: Claim): boolean =>
  role === 'administrator' || (role === 'member' && !hasAdministrators);

/** @throws Refusal `rights.not_allowed`, `owner.not_missing`. */
export const authorizeClaim = (claim: Claim): void => {
  refuseUnless(isClaimant(claim), 'rights.not_allowed', { action: 'claimOwnership', role: claim.role });
  refuseUnless(claim.isOwnerMissing, 'owner.not_missing');
};
