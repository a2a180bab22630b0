import { refuseUnless } from '../kernel/refusal.js';
import type { Role } from './policy.js';

/** Who wants the role of billing owner for himself, and whether nobody in the space holds it. */
export interface Claim {
  readonly role: Role;
  /** D8: a directory sync removed the owner. */
  readonly isOwnerMissing: boolean;
}

/**
 * D8: an administrator of the space may claim the role, only while nobody holds it. It is the same under every policy,
 * in every kind of space and however the plan is paid: a plan that has lost its owner must always get one again. It
 * stands beside the matrix because it hangs on the state of the subscription, and a cell could only answer half of it.
 */
export const mayClaimOwnership = ({ role, isOwnerMissing }: Claim): boolean =>
  isOwnerMissing && role === 'administrator';

/** @throws Refusal `rights.not_allowed`. */
export const authorizeClaim = (claim: Claim): void =>
  refuseUnless(mayClaimOwnership(claim), 'rights.not_allowed', { action: 'claimOwnership', role: claim.role });
