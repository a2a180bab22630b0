import { refusalOf } from '../testing/index.js';
import { authorizeClaim, mayClaimOwnership, type Claim } from './claim.js';
import type { Role } from './policy.js';

/** D8, typed in by hand: whether the role may be claimed while the owner is missing, and while there is one. */
const CLAIMS: Readonly<Record<Role, readonly [whileMissing: boolean, whileOwned: boolean]>> = {
  owner: [false, false],
  administrator: [true, false],
  member: [false, false],
  outsider: [false, false],
  sales: [false, false],
};

const cases = (Object.keys(CLAIMS) as readonly Role[]).flatMap((role) => {
  const [whileMissing, whileOwned] = CLAIMS[role];
  return [
    { role, isOwnerMissing: true, allowed: whileMissing, when: 'while the owner is missing' },
    { role, isOwnerMissing: false, allowed: whileOwned, when: 'while there is an owner' },
  ];
});

describe('claiming the role of billing owner', () => {
  it.each(cases)('D8 by $role $when: $allowed', ({ role, isOwnerMissing, allowed }) =>
    expect(mayClaimOwnership({ role, isOwnerMissing, hasAdministrators: true })).toBe(allowed),
  );

  it('D8 is open to an administrator whose space lost its owner', () =>
    expect(() =>
      authorizeClaim({ role: 'administrator', isOwnerMissing: true, hasAdministrators: true }),
    ).not.toThrow());

  it('D8 is open to any member where nobody administers the space any more', () => {
    const claim = { role: 'member', isOwnerMissing: true, hasAdministrators: false } as const;
    expect(() => authorizeClaim(claim)).not.toThrow();
    expect(mayClaimOwnership({ ...claim, role: 'outsider' })).toBe(false);
  });

  it('D8 waits for an owner who is missing', () =>
    expect(
      refusalOf(() => authorizeClaim({ role: 'administrator', isOwnerMissing: false, hasAdministrators: true })),
    ).toStrictEqual({ code: 'owner.not_missing', details: {} }));

  it.each<Claim>([
    { role: 'outsider', isOwnerMissing: true, hasAdministrators: false },
    { role: 'member', isOwnerMissing: true, hasAdministrators: true },
  ])('D8 is refused to %j', (claim) =>
    expect(refusalOf(() => authorizeClaim(claim))).toStrictEqual({
      code: 'rights.not_allowed',
      details: { action: 'claimOwnership', role: claim.role },
    }),
  );
});
