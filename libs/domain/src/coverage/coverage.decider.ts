import type { Decider } from '../kernel/decider.js';
import type { CoverageEvent } from './coverage.events.js';
import { coverOf, evolveCoverage, initialCoverage, type Coverage } from './coverage.state.js';
import { requestUpgrade, type RequestUpgrade } from './request-upgrade.js';

interface AboutCover<Type extends string, More = object> {
  readonly type: Type;
  readonly data: { readonly spaceId: string; readonly subscriptionId: string } & More;
}

/** The subscription stands. */
export type CompleteUpgrade = AboutCover<'CompleteUpgrade'>;
/** The payment was declined (D6). */
export type FailUpgrade = AboutCover<'FailUpgrade', { readonly paymentId: string | null; readonly reason: string }>;
/** The subscription has ended. */
export type EndCoverage = AboutCover<'EndCoverage'>;

export type CoverageCommand = RequestUpgrade | CompleteUpgrade | FailUpgrade | EndCoverage;

/** Heard twice, or about another subscription than the present one: nothing happens. */
const outcome = (
  command: CompleteUpgrade | FailUpgrade | EndCoverage,
  coverage: Coverage,
): readonly CoverageEvent[] => {
  const cover = coverOf(coverage, command.data.spaceId);
  if (cover?.subscriptionId !== command.data.subscriptionId) return [];
  const { status } = cover;
  if (command.type === 'EndCoverage') return status === 'live' ? [{ type: 'CoverageEnded', data: command.data }] : [];
  if (status !== 'requested') return [];
  return command.type === 'CompleteUpgrade'
    ? [{ type: 'UpgradeCompleted', data: command.data }]
    : [{ type: 'UpgradeFailed', data: command.data }];
};

/** The rules of a `coverage-{workspace or organization}` stream. */
export const coverageDecider: Decider<Coverage, CoverageCommand, CoverageEvent> = {
  initialState: initialCoverage,
  evolve: evolveCoverage,
  decide: (command, coverage) =>
    command.type === 'RequestUpgrade' ? requestUpgrade(command, coverage) : outcome(command, coverage),
};
