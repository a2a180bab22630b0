import { refusalOf } from '../testing/index.js';
import type { SpaceKind } from '../space/space-kind.js';
import {
  authorize,
  DEFAULT_POLICY,
  permissionFor,
  POLICIES,
  policyNamed,
  policyOf,
  type Action,
  type Attempt,
  type Collection,
  type Policy,
  type Role,
} from './policy.js';

/**
 * RULES.md section 5 and D9, typed in by hand. A cell with two answers has that of an automatically paid plan first and
 * that of a manually billed one second. A row holds in every kind of space unless it names some. An unpaid space has no
 * owner: a former one upgrades as the member that he is. An upgrade counts as manual when it asks for manual billing.
 */
const MATRICES: Readonly<Record<string, string>> = {
  'owner-only version 1': `
    action                                 | owner              | administrator      | member             | outsider | sales
    startUpgrade                           | yes / contactSales | yes / contactSales | yes / contactSales | no       | no / yes
    seePlan                                | yes                | no                 | no                 | no       | no / yes
    seeSeatsUsed                           | yes                | no                 | no                 | no       | no
    changePlan                             | yes / contactSales | no                 | no                 | no       | no / yes
    cancelPlan                             | yes / contactSales | no                 | no                 | no       | no / yes
    endTrial                               | yes / contactSales | no                 | no                 | no       | no / yes
    editBillingDetails                     | yes                | no                 | no                 | no       | no / yes
    editPaymentMethod                      | yes                | no                 | no                 | no       | no / yes
    assignBillingOwner                     | yes                | no                 | no                 | no       | no / yes
    appointAdministrators: organization    | yes                | yes                | no                 | no       | no
    appointAdministrators: workspace, team | no                 | yes                | no                 | no       | no
    readInvoices                           | yes                | no                 | no                 | no       | no / yes
    receiveInvoiceMails                    | yes                | no                 | no                 | no       | no
    contactSupport                         | yes                | yes                | yes                | yes      | yes
  `,
  'owner-and-admins version 1': `
    action                                 | owner              | administrator      | member             | outsider | sales
    startUpgrade                           | yes / contactSales | yes / contactSales | yes / contactSales | no       | no / yes
    seePlan                                | yes                | yes / no           | no                 | no       | no / yes
    seeSeatsUsed                           | yes                | yes / no           | no                 | no       | no
    changePlan                             | yes / contactSales | yes / no           | no                 | no       | no / yes
    cancelPlan                             | yes / contactSales | yes / no           | no                 | no       | no / yes
    endTrial                               | yes / contactSales | yes / no           | no                 | no       | no / yes
    editBillingDetails                     | yes                | yes / no           | no                 | no       | no / yes
    editPaymentMethod                      | yes                | yes / no           | no                 | no       | no / yes
    assignBillingOwner                     | yes                | no                 | no                 | no       | no / yes
    appointAdministrators: organization    | yes                | yes                | no                 | no       | no
    appointAdministrators: workspace, team | no                 | yes                | no                 | no       | no
    readInvoices                           | yes                | yes / no           | no                 | no       | no / yes
    receiveInvoiceMails                    | yes                | no                 | no                 | no       | no
    contactSupport                         | yes                | yes                | yes                | yes      | yes
  `,
};

/** Every action with the rules that its row comes from. */
const RULES: Readonly<Record<Action, string>> = {
  startUpgrade: 'D5 R27',
  seePlan: 'R39',
  seeSeatsUsed: 'R36 R39',
  changePlan: 'R32 R38 R28 R39',
  cancelPlan: 'R32 R28 R39',
  endTrial: 'R32 R50 R28 R39',
  editBillingDetails: 'R30 R39',
  editPaymentMethod: 'R30 R39',
  assignBillingOwner: 'R33 R39',
  appointAdministrators: 'R31',
  readInvoices: 'R35 R37 R39',
  receiveInvoiceMails: 'R34 R39',
  contactSupport: 'R46',
};

const ACTIONS = Object.keys(RULES) as readonly Action[];
const ROLES: readonly Role[] = ['owner', 'administrator', 'member', 'outsider', 'sales'];
const SPACE_KINDS: readonly SpaceKind[] = ['workspace', 'team', 'organization'];
const COLLECTIONS: readonly Collection[] = ['automatic', 'manual'];

const keyOf = ({ action, role, spaceKind, collection }: Attempt): string =>
  `${action} by ${role} (${spaceKind}, ${collection})`;

const ATTEMPTS: readonly Attempt[] = ACTIONS.flatMap((action) =>
  ROLES.flatMap((role) =>
    SPACE_KINDS.flatMap((spaceKind) =>
      COLLECTIONS.map((collection): Attempt => ({ action, role, spaceKind, collection })),
    ),
  ),
);

type Answers = readonly (readonly [attempt: string, permission: string])[];

/** What one row says, word by word as it is written: what is wrong in it must not be mended by reading it. */
const answersOf = (roles: readonly string[], [heading = '', ...answers]: readonly string[]): Answers => {
  const [action, kinds] = heading.split(':');
  const spaceKinds = kinds?.split(',').map((kind) => kind.trim()) ?? SPACE_KINDS;
  return answers.flatMap((answer, column) => {
    const [automatic = '', manual = automatic] = answer.split(' / ');
    return spaceKinds.flatMap((spaceKind) => [
      [keyOf({ action, role: roles[column], spaceKind, collection: 'automatic' } as Attempt), automatic] as const,
      [keyOf({ action, role: roles[column], spaceKind, collection: 'manual' } as Attempt), manual] as const,
    ]);
  });
};

const read = (matrix: string): Answers => {
  const lines = matrix.trim().split('\n');
  const [[, ...roles] = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.flatMap((row) => answersOf(roles, row));
};

const labelOf = ({ name, version }: Policy): string => `${name} version ${version}`;

describe('the policies', () => {
  it('D9 that are shipped have a matrix each', () =>
    expect(POLICIES.map(labelOf)).toStrictEqual(Object.keys(MATRICES)));

  it('D9 have owner-only for default', () => expect(DEFAULT_POLICY).toStrictEqual({ name: 'owner-only', version: 1 }));

  it('answer 780 attempts, 624 of them by people of the four roles of the rules', () => {
    const attempts = POLICIES.flatMap(() => ATTEMPTS);
    expect(attempts).toHaveLength(780);
    expect(attempts.filter(({ role }) => role !== 'sales')).toHaveLength(624);
  });

  it.each([
    { name: 'owner-only', version: 2 },
    { name: 'nobody', version: 1 },
  ])('have no other version: a captured one that is not known, %j, is a bug', (reference) =>
    expect(() => policyOf(reference)).toThrow('invariant broken: the policy'),
  );
});

describe.each(POLICIES.map((policy) => ({ policy, label: labelOf(policy) })))(
  'D9 the policy $label',
  ({ policy, label }) => {
    const answers = read(MATRICES[label] ?? '');
    const written = new Map(answers);

    it('has the actions of the matrix and no other, each for every role and no other', () => {
      expect(Object.keys(policy.permissions).sort()).toStrictEqual([...ACTIONS].sort());
      const roles = Object.values(policy.permissions).map((row) => Object.keys(row).sort());
      expect(roles).toStrictEqual(ACTIONS.map(() => [...ROLES].sort()));
    });

    it('has one cell written down for every attempt, and none for anything else', () =>
      expect(answers.map(([attempt]) => attempt).sort()).toStrictEqual(ATTEMPTS.map(keyOf).sort()));

    it.each(
      ATTEMPTS.map((attempt) => {
        const key = keyOf(attempt);
        const permission = written.get(key) ?? 'not written down';
        return { name: `${RULES[attempt.action]} ${key}: ${permission}`, attempt, permission };
      }),
    )('$name', ({ attempt, permission }) => expect(permissionFor(policy, attempt)).toBe(permission));
  },
);

describe('authorizing', () => {
  const policy = policyOf(DEFAULT_POLICY);
  const attempt = (part: Partial<Attempt>): Attempt => ({
    ...{ action: 'changePlan', role: 'owner', spaceKind: 'workspace', collection: 'automatic' },
    ...part,
  });

  it('R32 lets the owner change the plan', () => expect(() => authorize(policy, attempt({}))).not.toThrow());

  it('R28 sends the owner of a manually billed plan to sales', () =>
    expect(refusalOf(() => authorize(policy, attempt({ collection: 'manual' })))).toStrictEqual({
      code: 'contact_sales',
      details: { reason: 'manual_billing', action: 'changePlan' },
    }));

  it('R27 sends a member who asks for manual billing to sales', () =>
    expect(
      refusalOf(() => authorize(policy, attempt({ action: 'startUpgrade', role: 'member', collection: 'manual' }))),
    ).toStrictEqual({ code: 'contact_sales', details: { reason: 'manual_billing', action: 'startUpgrade' } }));

  it.each(COLLECTIONS)('R39 refuses an administrator who is not the owner, on an %s plan', (collection) =>
    expect(
      refusalOf(() => authorize(policy, attempt({ action: 'cancelPlan', role: 'administrator', collection }))),
    ).toStrictEqual({ code: 'rights.not_allowed', details: { action: 'cancelPlan', role: 'administrator' } }),
  );
});

describe('a policy by its name', () => {
  const shipped = [3, 10, 9].map((version) => ({ ...policyOf(DEFAULT_POLICY), name: 'house-rules', version }));

  it.each(['owner-only', 'owner-and-admins'])('D9 can be adopted: %s', (name) =>
    expect(policyNamed(name)).toStrictEqual({ name, version: 1 }),
  );

  it('D9 is the newest version, wherever that stands', () =>
    expect(policyNamed('house-rules', [...POLICIES, ...shipped])).toStrictEqual({ name: 'house-rules', version: 10 }));

  it.each(['owner', 'Owner-only', 'constructor', ''])('D9 is refused when it is not shipped: %j', (name) =>
    expect(refusalOf(() => policyNamed(name))).toStrictEqual({
      code: 'policy.unknown',
      details: { policy: name, policies: ['owner-only', 'owner-and-admins'] },
    }),
  );
});
