import { invariant } from '../kernel/invariant.js';
import type { SpaceKind } from '../space/space.state.js';
import type { CoverageEvent, UpgradeRequested } from './coverage.events.js';

/** The paid plan that one space has, or is about to have. */
export interface Cover {
  readonly subscriptionId: string;
  readonly spaceKind: SpaceKind;
  readonly status: 'requested' | 'live' | 'ended';
  /** While it is requested: what is carried on when the payment is settled. */
  readonly request: UpgradeRequested['data'] | null;
  /** While it is requested: the ended plan before it, which stays the last one if the upgrade fails (D6). */
  readonly previous: Cover | null;
  /** D11: the space had its one trial. */
  readonly hadTrial: boolean;
}

/**
 * Which spaces of one workspace or organization are covered by which subscription. One stream for an organization
 * with all its teams, so that no team is ever paid for twice, whoever upgrades at the same moment (section 10, 4).
 */
export type Coverage = ReadonlyMap<string, Cover>;

export const initialCoverage = (): Coverage => new Map();

/** The subscription that a space has or had last; null when it was never upgraded. A failed upgrade leaves no trace. */
export const coverOf = (coverage: Coverage, spaceId: string): Cover | null => coverage.get(spaceId) ?? null;

export const isTaken = (cover: Cover | null): cover is Cover => cover !== null && cover.status !== 'ended';

const requested = (data: UpgradeRequested['data'], previous: Cover | null): Cover => {
  const { subscriptionId, account, bill } = data;
  const hadTrial = bill === null || previous?.hadTrial === true;
  return { subscriptionId, spaceKind: account.spaceKind, status: 'requested', request: data, previous, hadTrial };
};

const evolveCover = (cover: Cover | null, event: CoverageEvent): Cover | null => {
  if (event.type === 'UpgradeRequested') return requested(event.data, cover);
  invariant(cover !== null, `${event.type} follows a requested upgrade`);
  switch (event.type) {
    case 'UpgradeCompleted':
      return { ...cover, status: 'live', request: null, previous: null };
    case 'UpgradeFailed':
      return cover.previous;
    case 'CoverageEnded':
      return { ...cover, status: 'ended' };
  }
};

export const evolveCoverage = (coverage: Coverage, event: CoverageEvent): Coverage => {
  const { spaceId } = event.data;
  const next = new Map(coverage);
  const cover = evolveCover(coverOf(coverage, spaceId), event);
  if (cover === null) next.delete(spaceId);
  else next.set(spaceId, cover);
  return next;
};
