import {
  adam,
  announceTrialEnd,
  cancellationScheduled,
  cancellationUndone,
  cancelPlan,
  catalogVersion,
  changePlan,
  ended,
  endTrial,
  opened,
  openSubscription,
  paymentFor,
  premium,
  priced,
  renew,
  specFor,
  started,
  trialChanged,
  trialConverted,
  trialling,
  trialStarted,
  undoCancellation,
} from '../testing/index.js';
import type { LocalDate } from '../kernel/local-date.js';
import { subscriptionDecider } from './subscription.decider.js';
import { trialPeriod } from './trial.js';

const given = specFor(subscriptionDecider);

const startTrial = openSubscription({ bill: null, paymentId: null });

describe('a trial is opened (D11, R50)', () => {
  it('D11 instead of a first plan: without a bill, so without an invoice', () =>
    given().when(startTrial).then(opened(), trialStarted()));

  it('D11 without payment data, too', () =>
    given()
      .when(openSubscription({ bill: null, paymentId: null, account: opened({ paymentMethod: null }).data }))
      .then(opened({ paymentMethod: null }), trialStarted()));

  it('writes nothing the second time', () =>
    given(...trialling())
      .when(startTrial)
      .thenNothing());

  it('D2 takes the place of no plan: that comes with its paid start', () => {
    const superseded = { subscriptionId: 'sub_2', spaceId: 'team_1', effectiveOn: '2026-04-01', line: null, funds: [] };
    const command = openSubscription({
      bill: null,
      paymentId: null,
      supersedes: [{ ...superseded, effectiveOn: '2026-04-01' }],
    });
    expect(() => subscriptionDecider.decide(command, subscriptionDecider.initialState())).toThrow(
      'invariant broken: a trial takes the place of no plan (D2)',
    );
  });
});

describe('the days of a trial (D11)', () => {
  const version = catalogVersion();
  const periodFrom = (today: LocalDate, trialDays: number): unknown =>
    trialPeriod(catalogVersion({ trialDays }), premium(5), { today, currency: 'EUR' }).period;

  it('D11 are as many as the price list says; what is captured is the price afterwards', () =>
    expect(trialPeriod(version, premium(5), { today: '2026-04-01', currency: 'EUR' })).toStrictEqual(priced()));

  it('R17 the price afterwards is that of the cycle that was chosen', () =>
    expect(trialPeriod(version, premium(5, 'annual'), { today: '2026-04-01', currency: 'EUR' })).toStrictEqual(
      priced({
        term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'annual' },
        unitPrice: 134_90,
      }),
    ));

  it.each<[LocalDate, number, LocalDate]>([
    ['2026-04-01', 30, '2026-05-01'],
    ['2026-01-31', 30, '2026-03-02'],
    ['2028-01-31', 30, '2028-03-01'],
    ['2028-02-29', 1, '2028-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2024-02-29', 366, '2025-03-01'],
  ])('D11 from %s, %i of them, end before %s', (today, trialDays, end) =>
    expect(periodFrom(today, trialDays)).toStrictEqual({ start: today, end }),
  );
});

describe('CancelPlan in a trial (D11)', () => {
  it('D11 ends it on its last day', () =>
    given(...trialling())
      .when(cancelPlan())
      .then(cancellationScheduled()));

  it('D11 the plan can be used until then, and nothing is charged on the day after', () => {
    given(...trialling(), cancellationScheduled())
      .when(renew({ today: '2026-04-30' }))
      .thenNothing();
    given(...trialling(), cancellationScheduled())
      .when(renew())
      .then(ended({ reason: 'cancelled' }));
  });

  it('D10 cancelling twice changes nothing', () =>
    given(...trialling(), cancellationScheduled())
      .when(cancelPlan())
      .thenNothing());

  it('D10 can be undone until the last day, and is paid afterwards after all', () => {
    given(...trialling(), cancellationScheduled())
      .when(undoCancellation({ today: '2026-04-30' }))
      .then(cancellationUndone());
    given(...trialling(), cancellationScheduled(), cancellationUndone())
      .when(renew())
      .then(trialConverted());
  });

  it('D11 stopping on the last day costs nothing', () =>
    given(...trialling(), cancellationScheduled())
      .when(renew({ today: '2026-05-09' }))
      .then(ended({ reason: 'cancelled', effectiveOn: '2026-05-01' })));

  it('D11 is too late on the day after', () =>
    given(...trialling())
      .when(cancelPlan({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));

  it('is scheduled on a changed trial as well', () =>
    given(...trialling(), trialChanged())
      .when(cancelPlan())
      .then(cancellationScheduled()));
});

describe('EndTrial (R50, D11)', () => {
  it('D11 stops it at once, for nothing', () =>
    given(...trialling())
      .when(endTrial())
      .then(ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' })));

  it.each(['2026-04-01', '2026-04-30'] as const)('D11 is possible on its first and its last day: %s', (today) =>
    given(...trialling())
      .when(endTrial({ today }))
      .then(ended({ reason: 'trialStopped', effectiveOn: today })),
  );

  it('D11 counts from its first day where that has not begun yet in its own zone', () =>
    given(...trialling())
      .when(endTrial({ today: '2026-03-31' }))
      .then(ended({ reason: 'trialStopped', effectiveOn: '2026-04-01' })));

  it('D11 is possible on a trial that was cancelled, or changed', () => {
    given(...trialling(), cancellationScheduled())
      .when(endTrial())
      .then(ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' }));
    given(...trialling(), trialChanged())
      .when(endTrial())
      .then(ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' }));
  });

  it("names the organization of a team's plan, because covers are counted there", () =>
    given(...trialling({ spaceKind: 'team', organizationId: 'org_1' }))
      .when(endTrial())
      .then(ended({ reason: 'trialStopped', effectiveOn: '2026-04-16', rootId: 'org_1' })));

  it('writes nothing the second time: it has ended', () =>
    given(...trialling(), ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' }))
      .when(endTrial())
      .thenRefused('subscription.ended', { endedOn: '2026-04-16' }));

  it('R47 is refused when no trial runs', () => {
    given(...started())
      .when(endTrial())
      .thenRefused('trial.none');
    given(...trialling(), trialConverted(), paymentFor(trialConverted()))
      .when(endTrial({ today: '2026-05-10' }))
      .thenRefused('trial.none');
  });

  it('is refused on the day after, when the paid plan is due', () =>
    given(...trialling())
      .when(endTrial({ today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));

  it('R32, R39 is refused to an administrator who is not the owner', () =>
    given(...trialling())
      .when(endTrial({ by: adam }))
      .thenRefused('rights.not_allowed', { action: 'endTrial', role: 'administrator' }));

  it('is refused before the opening', () => given().when(endTrial()).thenRefused('subscription.none'));

  it('after it nothing is due, and nothing can be changed', () => {
    const history = [...trialling(), ended({ reason: 'trialStopped', effectiveOn: '2026-04-16' })];
    given(...history)
      .when(renew())
      .thenNothing();
    given(...history)
      .when(announceTrialEnd())
      .thenNothing();
    given(...history)
      .when(changePlan({ seats: 10 }))
      .thenRefused('subscription.ended', { endedOn: '2026-04-16' });
  });
});
