import { refuse, refuseUnless } from '../kernel/refusal.js';
import { rootOf, type ExistingSpace } from '../space/space.state.js';
import { refuseWhilePaymentIsOpen } from '../subscription/rights.js';
import type { TeamPlan } from '../subscription/supersede.js';
import { coverOf, isTaken, type Cover, type Coverage } from './coverage.state.js';

/** Teams of an organization that have or had a plan of their own. */
export const teamsOf = (coverage: Coverage): readonly (readonly [string, Cover])[] =>
  [...coverage].filter(([, { spaceKind }]) => spaceKind === 'team');

/** Teams of an organization that have a paid plan of their own, or are about to. */
export const takenTeams = (coverage: Coverage): readonly (readonly [string, Cover])[] =>
  teamsOf(coverage).filter(([, cover]) => isTaken(cover));

/** D2, D5: a space has one paid plan at most, and a team of a paid organization needs none. */
export const refuseIfCovered = (space: ExistingSpace, coverage: Coverage): void => {
  const own = coverOf(coverage, space.spaceId);
  refuseUnless(own?.status !== 'requested', 'payment.pending', { spaceId: space.spaceId });
  refuseUnless(!isTaken(own), 'upgrade.already_upgraded', { spaceId: space.spaceId });
  const root = space.kind === 'team' ? coverOf(coverage, rootOf(space)) : null;
  refuseUnless(root?.status !== 'requested', 'payment.pending', { spaceId: rootOf(space) });
  refuseUnless(!isTaken(root), 'upgrade.covered_by_organization', { organizationId: rootOf(space) });
  if (space.kind === 'organization') refuseWhileATeamIsUpgraded(coverage);
};

const refuseWhileATeamIsUpgraded = (coverage: Coverage): void => {
  const pending = takenTeams(coverage).find(([, { status }]) => status === 'requested');
  if (pending !== undefined) refuse('payment.pending', { spaceId: pending[0] });
};

/**
 * D2. A plan that has just ended stands in nobody's way, whatever it was.
 * @throws Refusal `contact_sales` for a manually billed team, `payment.pending` for one with an open payment.
 */
export const refuseUnlessTeamsCanBeSuperseded = (teams: readonly TeamPlan[]): void => {
  for (const { state } of teams) {
    if (state.status === 'ended') continue;
    const { collection, spaceId } = state.account;
    refuseUnless(collection === 'automatic', 'contact_sales', { reason: 'manually_billed_team', spaceId });
    refuseWhilePaymentIsOpen(state);
  }
};
