import { refusalOf } from '../testing/index.js';
import {
  authorize,
  DEFAULT_POLICY,
  permissionFor,
  policyOf,
  type Action,
  type Attempt,
  type Collection,
  type Role,
} from './policy.js';

/**
 * RULES.md section 5, policy `owner-only`, typed in by hand. The first owner column is an automatically paid plan, the
 * second a manually billed one; for everybody else the way of paying makes no difference. An unpaid space has no owner:
 * a former one upgrades as the member that he is.
 */
const MATRIX = `
  action              | owner | owner, manual | administrator | member | outsider
  startUpgrade        | yes   | yes           | yes           | yes    | no
  seePlan             | yes   | yes           | no            | no     | no
  seeSeatsUsed        | yes   | yes           | no            | no     | no
  changePlan          | yes   | contactSales  | no            | no     | no
  cancelPlan          | yes   | contactSales  | no            | no     | no
  editBillingDetails  | yes   | yes           | no            | no     | no
  assignBillingOwner  | yes   | yes           | no            | no     | no
  readInvoices        | yes   | yes           | no            | no     | no
  receiveInvoiceMails | yes   | yes           | no            | no     | no
  contactSupport      | yes   | yes           | yes           | yes    | yes
`;

const RULE: Readonly<Record<Action, string>> = {
  startUpgrade: 'D5',
  seePlan: 'R39',
  seeSeatsUsed: 'R36',
  changePlan: 'R32, R38, R28',
  cancelPlan: 'R32, R28',
  editBillingDetails: 'R30',
  assignBillingOwner: 'R33',
  readInvoices: 'R35, R37',
  receiveInvoiceMails: 'R34',
  contactSupport: 'R46',
};

const [, ...rows] = MATRIX.trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()));

const policy = policyOf(DEFAULT_POLICY);

interface Cell {
  readonly rule: string;
  readonly attempt: Attempt;
  readonly permission: string | undefined;
}

const cells = rows.flatMap(([name, owner, ownerManual, administrator, member, outsider]): Cell[] => {
  const action = name as Action;
  const cell = (role: Role, collection: Collection, permission: string | undefined): Cell => ({
    rule: RULE[action],
    attempt: { action, role, collection },
    permission,
  });
  return [
    cell('owner', 'automatic', owner),
    cell('owner', 'manual', ownerManual),
    cell('administrator', 'automatic', administrator),
    cell('administrator', 'manual', administrator),
    cell('member', 'automatic', member),
    cell('member', 'manual', member),
    cell('outsider', 'automatic', outsider),
    cell('outsider', 'manual', outsider),
  ];
});

describe('the policy owner-only', () => {
  it('is the default', () => expect(DEFAULT_POLICY).toStrictEqual({ name: 'owner-only', version: 1 }));

  it('has every action of the matrix and no other', () =>
    expect(Object.keys(policy.permissions).sort()).toStrictEqual(rows.map(([name]) => name).sort()));

  it.each(cells)(
    '$rule $attempt.action by $attempt.role on an $attempt.collection plan: $permission',
    ({ attempt, permission }) => expect(permissionFor(policy, attempt)).toBe(permission),
  );
});

describe('authorizing', () => {
  it('lets the owner change the plan', () =>
    expect(() => authorize(policy, { action: 'changePlan', role: 'owner', collection: 'automatic' })).not.toThrow());

  it('R28 sends the owner of a manually billed plan to sales', () =>
    expect(
      refusalOf(() => authorize(policy, { action: 'changePlan', role: 'owner', collection: 'manual' })),
    ).toStrictEqual({ code: 'contact_sales', details: { reason: 'manual_billing', action: 'changePlan' } }));

  it.each(['automatic', 'manual'] as const)('R39 refuses an administrator who is not the owner, on %s', (collection) =>
    expect(
      refusalOf(() => authorize(policy, { action: 'cancelPlan', role: 'administrator', collection })),
    ).toStrictEqual({ code: 'rights.not_allowed', details: { action: 'cancelPlan', role: 'administrator' } }),
  );

  it.each([
    { name: 'owner-only', version: 2 },
    { name: 'nobody', version: 1 },
  ])('takes a captured policy that is not known, %j, for a bug', (reference) =>
    expect(() => policyOf(reference)).toThrow('invariant broken: the policy'),
  );
});
