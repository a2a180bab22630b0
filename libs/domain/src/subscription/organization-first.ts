import type { Subscription } from './subscription.state.js';
import { isPaidAfterTrial } from './trial.js';

/** Two midnights, each in the zone of its subscription. Instants in UTC, RFC 3339, to the millisecond. */
interface Boundaries {
  /** When the organization's trial ends. */
  readonly organizationPaysFrom: string;
  /** When the team's period ends. */
  readonly teamRenewsAt: string;
}

/**
 * D2: whether the organization begins to pay before the team would renew, and has not been dealt with yet. Then the team
 * waits: its plan ends where the organization's begins, and a renewal in between would bill the same days twice. At the
 * very same midnight the team is renewed first, and credited for all of it.
 */
export const organizationPaysFirst = (
  organization: Subscription,
  { organizationPaysFrom, teamRenewsAt }: Boundaries,
): boolean =>
  organization.status === 'active' &&
  organization.trial !== null &&
  isPaidAfterTrial(organization) &&
  organizationPaysFrom < teamRenewsAt;
