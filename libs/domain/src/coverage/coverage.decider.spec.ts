import { coverageEnded, opened, specFor, upgradeCompleted, upgradeFailed, upgradeRequested } from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import { coverageDecider, type CompleteUpgrade, type EndCoverage, type FailUpgrade } from './coverage.decider.js';
import type { CoverageEvent } from './coverage.events.js';
import { coverOf, evolveCoverage, initialCoverage, isTaken, type Cover } from './coverage.state.js';

const given = specFor(coverageDecider);

const complete: CompleteUpgrade = { type: 'CompleteUpgrade', data: upgradeCompleted().data };
const fail: FailUpgrade = { type: 'FailUpgrade', data: upgradeFailed().data };
const end: EndCoverage = { type: 'EndCoverage', data: coverageEnded().data };

describe('CompleteUpgrade', () => {
  it('makes a requested upgrade the plan of the space', () =>
    given(upgradeRequested()).when(complete).then(upgradeCompleted()));

  it('writes nothing the second time', () =>
    given(upgradeRequested(), upgradeCompleted()).when(complete).thenNothing());

  it('writes nothing after the upgrade has failed', () =>
    given(upgradeRequested(), upgradeFailed()).when(complete).thenNothing());

  it('writes nothing after the plan has ended', () =>
    given(upgradeRequested(), upgradeCompleted(), coverageEnded()).when(complete).thenNothing());

  it('writes nothing for a space that was never upgraded', () => given().when(complete).thenNothing());

  it('writes nothing about an upgrade that is not the present one', () =>
    given(upgradeRequested({ subscriptionId: 'sub_2' }))
      .when(complete)
      .thenNothing());
});

describe('FailUpgrade (D6)', () => {
  it('D6 records the failure and why', () => given(upgradeRequested()).when(fail).then(upgradeFailed()));

  it('writes nothing the second time', () => given(upgradeRequested(), upgradeFailed()).when(fail).thenNothing());

  it('writes nothing once the upgrade is complete', () =>
    given(upgradeRequested(), upgradeCompleted()).when(fail).thenNothing());

  it('writes nothing about an upgrade that is not the present one', () =>
    given(upgradeRequested({ subscriptionId: 'sub_2' }))
      .when(fail)
      .thenNothing());
});

describe('EndCoverage', () => {
  it('ends the plan of the space', () => given(upgradeRequested(), upgradeCompleted()).when(end).then(coverageEnded()));

  it('writes nothing the second time', () =>
    given(upgradeRequested(), upgradeCompleted(), coverageEnded()).when(end).thenNothing());

  it('writes nothing while the upgrade waits for its payment', () => given(upgradeRequested()).when(end).thenNothing());

  it('writes nothing about an earlier plan', () =>
    given(upgradeRequested({ subscriptionId: 'sub_2' }), upgradeCompleted({ subscriptionId: 'sub_2' }))
      .when(end)
      .thenNothing());
});

describe('the plan that a space has or had last', () => {
  const coverAfter = (...events: readonly CoverageEvent[]): Cover | null =>
    coverOf(replay(coverageDecider, events), 'space_1');
  const again = upgradeRequested({ subscriptionId: 'sub_2', account: opened({ subscriptionId: 'sub_2' }).data });

  it('is none before an upgrade, and none after one that failed (D6)', () => {
    expect(coverAfter()).toBeNull();
    expect(coverAfter(upgradeRequested(), upgradeFailed())).toBeNull();
  });

  it('carries what was requested until that is settled', () => {
    expect(coverAfter(upgradeRequested())).toStrictEqual({
      subscriptionId: 'sub_1',
      spaceKind: 'workspace',
      status: 'requested',
      request: upgradeRequested().data,
      previous: null,
      hadTrial: false,
    });
    expect(coverAfter(upgradeRequested(), upgradeCompleted())).toStrictEqual({
      subscriptionId: 'sub_1',
      spaceKind: 'workspace',
      status: 'live',
      request: null,
      previous: null,
      hadTrial: false,
    });
  });

  it('stays the ended one when a second upgrade fails, so that its owner can still read its invoices', () => {
    const cover = coverAfter(
      ...[upgradeRequested(), upgradeCompleted(), coverageEnded()],
      ...[again, upgradeFailed({ subscriptionId: 'sub_2' })],
    );
    expect(cover).toMatchObject({ subscriptionId: 'sub_1', status: 'ended', request: null });
  });

  it('is the new one when a second upgrade succeeds', () => {
    const cover = coverAfter(
      ...[upgradeRequested(), upgradeCompleted(), coverageEnded()],
      ...[again, upgradeCompleted({ subscriptionId: 'sub_2' })],
    );
    expect(cover).toMatchObject({ subscriptionId: 'sub_2', status: 'live', previous: null });
  });

  it('is taken from the request until the end', () => {
    expect(isTaken(coverAfter())).toBe(false);
    expect(isTaken(coverAfter(upgradeRequested()))).toBe(true);
    expect(isTaken(coverAfter(upgradeRequested(), upgradeCompleted()))).toBe(true);
    expect(isTaken(coverAfter(upgradeRequested(), upgradeCompleted(), coverageEnded()))).toBe(false);
  });

  it('is another for each space of an organization (section 10, 4)', () => {
    const ofTeam = (spaceId: string, subscriptionId: string): CoverageEvent =>
      upgradeRequested({
        spaceId,
        subscriptionId,
        account: opened({ subscriptionId, spaceId, spaceKind: 'team', organizationId: 'org_1' }).data,
      });
    const coverage = replay(coverageDecider, [ofTeam('team_a', 'sub_a'), ofTeam('team_b', 'sub_b')]);
    expect(coverOf(coverage, 'team_a')?.subscriptionId).toBe('sub_a');
    expect(coverOf(coverage, 'team_b')?.subscriptionId).toBe('sub_b');
  });

  it('takes an outcome without a request for a bug', () =>
    expect(() => evolveCoverage(initialCoverage(), upgradeCompleted())).toThrow(
      'invariant broken: UpgradeCompleted follows a requested upgrade',
    ));
});
