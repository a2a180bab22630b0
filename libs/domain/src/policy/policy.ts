import { refuse, refuseUnless } from '../kernel/refusal.js';
import { invariant } from '../kernel/invariant.js';

/** What someone is to a space and its subscription. The billing owner counts as owner only, whatever else he is. */
export type Role = 'owner' | 'administrator' | 'member' | 'outsider';

export type Action =
  | 'startUpgrade'
  | 'seePlan'
  | 'seeSeatsUsed'
  | 'changePlan'
  | 'cancelPlan'
  | 'editBillingDetails'
  | 'assignBillingOwner'
  | 'readInvoices'
  | 'receiveInvoiceMails'
  | 'contactSupport';

/** `contactSalesWhenManual`: yes on an automatically paid plan, "contact sales" on a manually billed one (R28). */
export type Permission = 'yes' | 'no' | 'contactSalesWhenManual';

/** How a subscription is paid: by card at each renewal, or by an invoice that sales arranged (R26, R27). */
export type Collection = 'automatic' | 'manual';

/** Who may do what (D9): data with a name and a version, both captured in the events that it decided. */
export interface Policy {
  readonly name: string;
  readonly version: number;
  readonly permissions: Readonly<Record<Action, Readonly<Record<Role, Permission>>>>;
}

export interface PolicyReference {
  readonly name: string;
  readonly version: number;
}

const OWNER_ALONE = { owner: 'yes', administrator: 'no', member: 'no', outsider: 'no' } as const;
const OWNER_UNLESS_MANUAL = { ...OWNER_ALONE, owner: 'contactSalesWhenManual' } as const;

/** R29-R39 as RULES.md draws them: the owner, and nobody else. */
const OWNER_ONLY: Policy = {
  name: 'owner-only',
  version: 1,
  permissions: {
    // D5: any member, of a space without a paid plan; a former owner is a member too.
    startUpgrade: { owner: 'yes', administrator: 'yes', member: 'yes', outsider: 'no' },
    seePlan: OWNER_ALONE,
    seeSeatsUsed: OWNER_ALONE, // R36
    changePlan: OWNER_UNLESS_MANUAL, // R32, R38
    cancelPlan: OWNER_UNLESS_MANUAL, // R32
    editBillingDetails: OWNER_ALONE, // R30
    assignBillingOwner: OWNER_ALONE, // R33
    readInvoices: OWNER_ALONE, // R35, R37
    receiveInvoiceMails: OWNER_ALONE, // R34
    contactSupport: { owner: 'yes', administrator: 'yes', member: 'yes', outsider: 'yes' }, // R46
  },
};

export const DEFAULT_POLICY: PolicyReference = { name: OWNER_ONLY.name, version: OWNER_ONLY.version };

const POLICIES: readonly Policy[] = [OWNER_ONLY];

export const policyOf = ({ name, version }: PolicyReference): Policy => {
  const policy = POLICIES.find((candidate) => candidate.name === name && candidate.version === version);
  invariant(policy !== undefined, `the policy ${name} version ${version} was captured in an event, so it exists`);
  return policy;
};

export interface Attempt {
  readonly action: Action;
  readonly role: Role;
  readonly collection: Collection;
}

export const permissionFor = (policy: Policy, { action, role, collection }: Attempt): 'yes' | 'no' | 'contactSales' => {
  const permission = policy.permissions[action][role];
  if (permission !== 'contactSalesWhenManual') return permission;
  return collection === 'manual' ? 'contactSales' : 'yes';
};

/** @throws Refusal `rights.not_allowed`, or `contact_sales` where sales staff must carry it out (R28). */
export const authorize = (policy: Policy, attempt: Attempt): void => {
  const permission = permissionFor(policy, attempt);
  if (permission === 'contactSales') refuse('contact_sales', { reason: 'manual_billing', action: attempt.action });
  refuseUnless(permission === 'yes', 'rights.not_allowed', { action: attempt.action, role: attempt.role });
};
