import {
  APRIL,
  cancelPlan,
  changeDetails,
  changePlan,
  changeRequested,
  ended,
  endedForOrganization,
  stopTrial,
  halfApril,
  holdForSupersede,
  NOT_ON_INVOICE,
  priced,
  reassignOwner,
  releaseFromSupersede,
  renew,
  renewed,
  replaceCard,
  retryRenewal,
  retryRequested,
  seatsChanged,
  specFor,
  superseded,
  supersede,
  supersedeCalledOff,
  supersedeRequested,
  teamInTrial,
  teamPastDue,
  teamStarted,
  undoCancellation,
  undoChange,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const subscriptionId = 'sub_design';
const HELD = ['payment.pending', { organizationSubscriptionId: 'sub_org' }] as const;
const CHANGED = ['upgrade.teams_changed', { spaceId: 'team_design' }] as const;

describe('HoldForSupersede (D2)', () => {
  it('D2 lets the plan stand still while the organization is charged', () =>
    given(...teamStarted())
      .when(holdForSupersede())
      .then(supersedeRequested()));

  it('writes nothing the second time', () =>
    given(...teamStarted(), supersedeRequested())
      .when(holdForSupersede())
      .thenNothing());

  it('D2 a team without a credit is held too: in trial, or past due', () => {
    const nothingOnInvoice = holdForSupersede({ superseded: superseded('design', NOT_ON_INVOICE) });
    for (const history of [teamInTrial(), teamPastDue()]) {
      given(...history)
        .when(nothingOnInvoice)
        .then(supersedeRequested());
    }
  });

  it('waits for the outcome of another upgrade, and of an open payment', () => {
    given(...teamStarted(), supersedeRequested({ by: 'sub_x' }))
      .when(holdForSupersede())
      .thenRefused('payment.pending', { organizationSubscriptionId: 'sub_x' });
    given(...teamStarted(), changeRequested({ subscriptionId }))
      .when(holdForSupersede())
      .thenRefused('payment.pending', { paymentId: 'pay_change' });
  });

  it('D2 a team that has got more seats meanwhile is held: what it paid for them is refunded', () =>
    given(...teamStarted(), seatsChanged({ subscriptionId, unitPrice: 12_00 }))
      .when(holdForSupersede())
      .then(supersedeRequested()));

  it('D2 refuses a team that was renewed meanwhile', () => {
    const may = renewed({ subscriptionId });
    const paid = { subscriptionId, paymentId: 'pay_may', invoiceNumber: 'FA-2026-000002' };
    given(...teamStarted(), may, {
      type: 'PaymentReceived',
      data: { ...paid, net: 67_45, term: 0, k: 1, effectiveOn: '2026-05-01' },
    })
      .when(holdForSupersede())
      .thenRefused(...CHANGED);
  });

  it('D2 refuses a day after the period', () =>
    given(...teamStarted())
      .when(holdForSupersede({ superseded: superseded('design', { effectiveOn: APRIL.end }) }))
      .thenRefused(...CHANGED));

  it('D2 refuses a credit for days that are no longer paid for', () => {
    const promise = (amount: number) =>
      holdForSupersede({
        superseded: superseded('design', {
          line: halfApril(amount),
          funds: [{ paymentId: 'pay_design', amount }],
        }),
      });
    given(...teamStarted())
      .when(promise(30_01))
      .thenRefused(...CHANGED);
    given(...teamPastDue())
      .when(promise(1))
      .thenRefused(...CHANGED);
  });

  it('D2 refuses a team that has ended by itself, when a credit was promised for it', () => {
    const over = [...teamStarted(), ended({ subscriptionId, effectiveOn: '2026-04-16' })];
    given(...over)
      .when(holdForSupersede())
      .thenRefused(...CHANGED);
    given(...over)
      .when(holdForSupersede({ superseded: superseded('design', NOT_ON_INVOICE) }))
      .thenNothing();
  });

  it('D2 refuses a team that has ended after the first day of the organization: both would cover it until then', () =>
    given(...teamStarted(), ended({ subscriptionId, effectiveOn: '2026-04-17' }))
      .when(holdForSupersede({ superseded: superseded('design', NOT_ON_INVOICE) }))
      .thenRefused(...CHANGED));

  it('writes nothing when the plan has ended for this organization', () =>
    given(...teamStarted(), supersedeRequested(), endedForOrganization())
      .when(holdForSupersede())
      .thenNothing());

  it('takes a plan that was never opened for a bug', () =>
    expect(() => given().when(holdForSupersede()).thenNothing()).toThrow(
      'invariant broken: a plan that is superseded was opened',
    ));
});

describe('a plan that is held (D2)', () => {
  const changes = [
    changePlan({ seats: 10 }),
    changePlan({ seats: 3 }),
    undoChange(),
    cancelPlan(),
    undoCancellation(),
    reassignOwner(),
    changeDetails(),
    replaceCard(),
    renew(),
  ];

  it.each(changes)('D2 $type waits', (command) =>
    given(...teamStarted(), supersedeRequested())
      .when(command)
      .thenRefused(...HELD),
  );

  it('D2 ending its trial waits', () =>
    given(...teamInTrial(), supersedeRequested())
      .when(stopTrial())
      .thenRefused(...HELD));

  it('D2, D16 the next try of a past due renewal waits: nobody is charged for a plan that is about to end', () => {
    const retry = retryRenewal({ today: '2026-04-16' });
    given(...teamPastDue(), supersedeRequested())
      .when(retry)
      .thenRefused(...HELD);
    given(...teamPastDue(), supersedeRequested(), supersedeCalledOff())
      .when(retry)
      .then(retryRequested({ subscriptionId, effectiveOn: '2026-04-16' }));
  });

  it('D2 can end for the organization that holds it only', () =>
    given(...teamStarted(), supersedeRequested({ by: 'sub_x' }))
      .when(supersede())
      .thenRefused('payment.pending', { organizationSubscriptionId: 'sub_x' }));
});

describe('ReleaseFromSupersede (D2, D6)', () => {
  const released = [...teamStarted(), supersedeRequested(), supersedeCalledOff()];

  it('D6 everything stays as it was when the organization could not be charged', () =>
    given(...teamStarted(), supersedeRequested())
      .when(releaseFromSupersede())
      .then(supersedeCalledOff()));

  it('writes nothing the second time', () =>
    given(...released)
      .when(releaseFromSupersede())
      .thenNothing());

  it('writes nothing about the upgrade of another', () =>
    given(...teamStarted(), supersedeRequested({ by: 'sub_x' }))
      .when(releaseFromSupersede())
      .thenNothing());

  it('writes nothing when the plan has ended meanwhile, or was never opened', () => {
    given(...teamStarted(), ended({ subscriptionId }))
      .when(releaseFromSupersede())
      .thenNothing();
    given().when(releaseFromSupersede()).thenNothing();
  });

  it('D2 the plan lives on: it is renewed, and can be held again', () => {
    given(...released)
      .when(renew())
      .then(renewed({ subscriptionId, ...priced({ k: 1, period: { start: '2026-05-01', end: '2026-06-01' } }) }));
    given(...released)
      .when(holdForSupersede({ by: 'sub_x' }))
      .then(supersedeRequested({ by: 'sub_x' }));
  });
});
