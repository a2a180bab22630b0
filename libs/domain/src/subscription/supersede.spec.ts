import {
  cancellationScheduled,
  changePlan,
  changeRequested,
  charge,
  credit,
  ended,
  endedForOrganization,
  halfApril,
  NOT_ON_INVOICE,
  premium,
  REST_OF_APRIL,
  seatsChanged,
  specFor,
  superseded,
  supersede,
  supersedeRequested,
  teamInTrial,
  teamPastDue,
  teamPlan,
  teamStarted,
  billOf,
} from '../testing/index.js';
import type { Credit, Fund, SubscriptionEnded } from './index.js';
import { subscriptionDecider } from './subscription.decider.js';
import { supersededPlans, type SupersedingPlan } from './supersede.js';

const given = specFor(subscriptionDecider);

const subscriptionId = 'sub_design';

/** What is given back outside the organization's invoice, to the card. */
const refund = (amount: number, terms: Partial<Credit> = {}): Credit => ({
  reason: 'supersede',
  currency: 'EUR',
  lines: [halfApril(amount)],
  net: -amount,
  reducesOpen: 0,
  refunds: [{ paymentId: 'pay_design', amount }],
  ...terms,
});

const offInvoice = { by: 'sub_org', ...NOT_ON_INVOICE };
const alone = supersede({ superseded: superseded('design', NOT_ON_INVOICE) });

describe('SupersedeSubscription (D2)', () => {
  it('D2 the plan ends that day; its credit of 30.00 stands on the invoice of the organization', () =>
    given(...teamStarted(), supersedeRequested())
      .when(supersede())
      .then(endedForOrganization()));

  it('writes nothing the second time', () => {
    given(...teamStarted(), supersedeRequested(), endedForOrganization())
      .when(supersede())
      .thenNothing();
    given(...teamStarted(), supersedeRequested(), endedForOrganization())
      .when(alone)
      .thenNothing();
  });

  it('D2 what the charge of the organization does not hold is refunded', () => {
    const line = halfApril(10_47);
    const funds: readonly Fund[] = [{ paymentId: 'pay_design', amount: 10_47 }];
    given(...teamStarted(), supersedeRequested())
      .when(supersede({ superseded: superseded('design', { line, funds }) }))
      .then(endedForOrganization({ credit: refund(19_53), superseded: { by: 'sub_org', line, funds } }));
  });

  it('D2 everything is refunded to another owner', () =>
    given(...teamStarted('design', { account: { ownerId: 'mia' } }), supersedeRequested())
      .when(alone)
      .then(endedForOrganization({ credit: refund(30_00), superseded: offInvoice })));

  it('D2 another currency is refunded in that currency', () => {
    const yen = teamStarted('design', { account: { currency: 'JPY' }, plan: { unitPrice: 1_200 } });
    const line = credit(premium(5), { period: REST_OF_APRIL, unitPrice: 1_200, amount: -3_000 });
    given(...yen, supersedeRequested())
      .when(alone)
      .then(
        endedForOrganization({ credit: refund(3_000, { currency: 'JPY', lines: [line] }), superseded: offInvoice }),
      );
  });

  it('D2, D11 a team in trial ends without a credit', () =>
    given(...teamInTrial(), supersedeRequested())
      .when(alone)
      .then(endedForOrganization({ superseded: offInvoice })));

  it('D2, D16 the open invoice of a past due team is reduced by the days from then on, and the rest written off', () =>
    given(...teamPastDue(), supersedeRequested())
      .when(alone)
      .then(
        endedForOrganization({
          credit: refund(30_00, { reducesOpen: 30_00, refunds: [] }),
          writtenOff: 30_00,
          writtenOffInvoice: 'FA-2026-000002',
          superseded: offInvoice,
        }),
      ));

  it('D2 a team that was cancelled and still runs is credited for the days that it does not run', () =>
    given(...teamStarted(), cancellationScheduled({ subscriptionId }), supersedeRequested())
      .when(supersede())
      .then(endedForOrganization()));

  it('D2 what was paid after the organization was priced is refunded, the newest first', () => {
    // Five seats more on 16 April for 30.00: 60.00 are left, of which 30.00 stand on the invoice.
    const seats = seatsChanged({
      ...{ subscriptionId, unitPrice: 12_00 },
      bill: billOf('change', 30_00, charge(premium(5), { period: REST_OF_APRIL, unitPrice: 12_00, amount: 30_00 })),
    });
    const line = credit(premium(10), { period: REST_OF_APRIL, unitPrice: 12_00, amount: -30_00 });
    // The 30.00 on the invoice are of the first payment, as they were promised; what came since goes back by itself.
    const refunds: readonly Fund[] = [{ paymentId: 'pay_change', amount: 30_00 }];
    given(...teamStarted(), seats, supersedeRequested())
      .when(supersede())
      .then(endedForOrganization({ credit: refund(30_00, { lines: [line], refunds }) }));
  });

  it('D2 on its last day one day of 2.00 is credited', () => {
    const period = { start: '2026-04-30', end: '2026-05-01' } as const;
    const line = credit(premium(5), { period, unitPrice: 12_00, amount: -2_00 });
    const funds: readonly Fund[] = [{ paymentId: 'pay_design', amount: 2_00 }];
    given(...teamStarted(), supersedeRequested({ effectiveOn: '2026-04-30' }))
      .when(supersede({ superseded: superseded('design', { effectiveOn: '2026-04-30', line, funds }) }))
      .then(endedForOrganization({ effectiveOn: '2026-04-30', superseded: { by: 'sub_org', line, funds } }));
  });

  it('needs no hold at the paid start of a trial, but waits for an open payment', () => {
    given(...teamStarted())
      .when(supersede())
      .then(endedForOrganization());
    given(...teamStarted(), changeRequested({ subscriptionId }))
      .when(supersede())
      .thenRefused('payment.pending', { paymentId: 'pay_change' });
  });

  it('writes nothing about a plan that has ended by itself, or was never opened', () => {
    given(...teamStarted(), ended({ subscriptionId }))
      .when(supersede())
      .thenNothing();
    given().when(supersede()).thenNothing();
  });

  it('R5 the team has no plan of its own afterwards', () =>
    given(...teamStarted(), supersedeRequested(), endedForOrganization())
      .when(changePlan({ seats: 10 }))
      .thenRefused('subscription.ended', { endedOn: '2026-04-16' }));
});

describe('what is asked again after the plans have ended (D2)', () => {
  const plan: SupersedingPlan = { subscriptionId: 'sub_org', ownerId: 'alice', currency: 'EUR', charge: 225_00 };
  const after = (end: SubscriptionEnded) => teamPlan([...teamStarted(), end]);

  it('D2 is answered with what was credited then, on whatever day', () =>
    expect(supersededPlans(plan, [{ ...after(endedForOrganization()), today: '2026-04-20' }])).toStrictEqual([
      superseded(),
    ]));

  it('D2 is answered without a line when all was refunded', () =>
    expect(supersededPlans(plan, [after(endedForOrganization({ superseded: offInvoice }))])).toStrictEqual([
      superseded('design', NOT_ON_INVOICE),
    ]));

  it.each([
    ['for another organization', endedForOrganization({ superseded: { ...offInvoice, by: 'sub_x' } })],
    ['by itself', ended({ subscriptionId })],
  ])('D2 passes over a plan that has ended %s', (_how, end) =>
    expect(supersededPlans(plan, [after(end)])).toStrictEqual([]),
  );

  it('D8 credits nobody on the invoice of an organization whose owner is missing', () =>
    expect(supersededPlans({ ...plan, ownerId: null }, [teamPlan(teamStarted())])).toStrictEqual([
      superseded('design', NOT_ON_INVOICE),
    ]));
});
