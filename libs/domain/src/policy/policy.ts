import { invariant } from '../kernel/invariant.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { SpaceKind } from '../space/space-kind.js';

/**
 * What someone is to a space and its subscription. The billing owner counts as owner only, whatever else he is; sales
 * staff are nothing to the space, their role comes with the sign-in.
 */
export type Role = 'owner' | 'administrator' | 'member' | 'outsider' | 'sales';

/** Claiming a role that nobody holds is no cell of the matrix, see `authorizeClaim`. */
export type Action =
  | 'startUpgrade'
  | 'seePlan'
  | 'seeSeatsUsed'
  | 'changePlan'
  | 'cancelPlan'
  | 'endTrial'
  | 'editBillingDetails'
  | 'editPaymentMethod'
  | 'assignBillingOwner'
  | 'appointAdministrators'
  | 'readInvoices'
  | 'receiveInvoiceMails'
  | 'contactSupport';

/** How a subscription is paid: by card at each renewal, or by an invoice that sales arranged (R26, R27). */
export type Collection = 'automatic' | 'manual';

/**
 * - `contactSalesWhenManual`: yes on an automatically paid plan, "contact sales" on a manually billed one (R27, R28);
 * - `unlessManual`: yes on an automatically paid plan, no on a manually billed one;
 * - `whenManual`: the other way round;
 * - `inOrganizations`: yes in an organization, no in a workspace or a team.
 */
export type Permission = 'yes' | 'no' | 'contactSalesWhenManual' | 'unlessManual' | 'whenManual' | 'inOrganizations';

type Row = Readonly<Record<Role, Permission>>;

/** Who may do what (D9): data with a name and a version, both captured in the events that it decided. */
export interface Policy {
  readonly name: string;
  readonly version: number;
  readonly permissions: Readonly<Record<Action, Row>>;
}

export interface PolicyReference {
  readonly name: string;
  readonly version: number;
}

const NOBODY: Row = { owner: 'no', administrator: 'no', member: 'no', outsider: 'no', sales: 'no' };
const OWNER_ALONE: Row = { ...NOBODY, owner: 'yes' };
/** Sales arrange and look after manually billed plans (R27, R28), and have no say in the others. */
const OWNER_AND_SALES: Row = { ...OWNER_ALONE, sales: 'whenManual' };
const OWNER_ELSE_SALES: Row = { ...OWNER_AND_SALES, owner: 'contactSalesWhenManual' };

/** R29-R39 as RULES.md draws them: the owner, and nobody else. */
const OWNER_ONLY: Policy = {
  name: 'owner-only',
  version: 1,
  permissions: {
    // D5: any member, of a space without a paid plan; a former owner is a member too. R27: not to a manually billed one.
    startUpgrade: {
      owner: 'contactSalesWhenManual',
      administrator: 'contactSalesWhenManual',
      member: 'contactSalesWhenManual',
      outsider: 'no',
      sales: 'whenManual',
    },
    seePlan: OWNER_AND_SALES,
    seeSeatsUsed: OWNER_ALONE, // R36
    changePlan: OWNER_ELSE_SALES, // R32, R38
    cancelPlan: OWNER_ELSE_SALES, // R32
    endTrial: OWNER_ELSE_SALES, // R32, R50
    editBillingDetails: OWNER_AND_SALES, // R30
    editPaymentMethod: OWNER_AND_SALES, // R30
    assignBillingOwner: OWNER_AND_SALES, // R33
    // R31: in an organization the owner is administrator by rule; elsewhere it takes an administrator.
    appointAdministrators: { ...NOBODY, owner: 'inOrganizations', administrator: 'yes' },
    readInvoices: OWNER_AND_SALES, // R35, R37
    receiveInvoiceMails: OWNER_ALONE, // R34
    contactSupport: { owner: 'yes', administrator: 'yes', member: 'yes', outsider: 'yes', sales: 'yes' }, // R46
  },
};

const administratorsToo = (row: Row): Row => ({ ...row, administrator: 'unlessManual' });

/** D9: administrators act on automatically paid plans like the owner, who alone hands over the role and gets the mails. */
const OWNER_AND_ADMINS: Policy = {
  name: 'owner-and-admins',
  version: 1,
  permissions: {
    ...OWNER_ONLY.permissions,
    seePlan: administratorsToo(OWNER_AND_SALES),
    seeSeatsUsed: administratorsToo(OWNER_ALONE),
    changePlan: administratorsToo(OWNER_ELSE_SALES),
    cancelPlan: administratorsToo(OWNER_ELSE_SALES),
    endTrial: administratorsToo(OWNER_ELSE_SALES),
    editBillingDetails: administratorsToo(OWNER_AND_SALES),
    editPaymentMethod: administratorsToo(OWNER_AND_SALES),
    readInvoices: administratorsToo(OWNER_AND_SALES),
  },
};

/**
 * Every version of every shipped policy. A version that was published stays as it is: the events that it decided name
 * it. Another opinion is another version.
 */
export const POLICIES: readonly Policy[] = [OWNER_ONLY, OWNER_AND_ADMINS];

export const DEFAULT_POLICY: PolicyReference = { name: OWNER_ONLY.name, version: OWNER_ONLY.version };

export const policyOf = ({ name, version }: PolicyReference): Policy => {
  const policy = POLICIES.find((candidate) => candidate.name === name && candidate.version === version);
  invariant(policy !== undefined, `the policy ${name} version ${version} was captured in an event, so it exists`);
  return policy;
};

/** The newest version of a policy, as sales adopt it for a subscription (D9). @throws Refusal `policy.unknown`. */
export const policyNamed = (policy: string, shipped: readonly Policy[] = POLICIES): PolicyReference => {
  const versions = shipped.filter(({ name }) => name === policy).map(({ version }) => version);
  const policies = [...new Set(shipped.map(({ name }) => name))];
  refuseUnless(versions.length > 0, 'policy.unknown', { policy, policies });
  return { name: policy, version: Math.max(...versions) };
};

export interface Attempt {
  readonly action: Action;
  readonly role: Role;
  readonly spaceKind: SpaceKind;
  /** Of the plan that is acted on; of an upgrade, how the new plan would be paid. */
  readonly collection: Collection;
}

const yesIf = (holds: boolean): 'yes' | 'no' => (holds ? 'yes' : 'no');

export const permissionFor = (
  policy: Policy,
  { action, role, spaceKind, collection }: Attempt,
): 'yes' | 'no' | 'contactSales' => {
  const permission = policy.permissions[action][role];
  const isManual = collection === 'manual';
  switch (permission) {
    case 'contactSalesWhenManual':
      return isManual ? 'contactSales' : 'yes';
    case 'unlessManual':
      return yesIf(!isManual);
    case 'whenManual':
      return yesIf(isManual);
    case 'inOrganizations':
      return yesIf(spaceKind === 'organization');
    default:
      return permission;
  }
};

/** @throws Refusal `rights.not_allowed`, or `contact_sales` where sales staff must carry it out (R27, R28). */
export const authorize = (policy: Policy, attempt: Attempt): void => {
  const permission = permissionFor(policy, attempt);
  if (permission === 'contactSales') refuse('contact_sales', { reason: 'manual_billing', action: attempt.action });
  refuseUnless(permission === 'yes', 'rights.not_allowed', { action: attempt.action, role: attempt.role });
};
