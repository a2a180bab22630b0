import {
  initialSubscription,
  replay,
  subscriptionDecider,
  type ChangeScheduled,
  type LocalDate,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import { encode } from './codec.js';
import { golden, goldenData, HISTORIES, told } from './testing/index.js';

const after = (...histories: readonly (readonly SubscriptionEvent[])[]): Subscription =>
  replay(subscriptionDecider, histories.flat());

const FIRST_PAYMENT = goldenData('PlanUpgraded', 1).paymentId;

/** Lives of one subscription, each as far as the golden events tell it. */
describe('the golden events of a subscription, replayed by the domain', () => {
  it('lead it through seats up, a pending decrease and its undoing', () => {
    const firstMonth = told(HISTORIES.firstMonth);
    expect(after(firstMonth)).toMatchObject({
      status: 'active',
      selection: { plan: 'premium', cycle: 'monthly', seats: 10 },
      ledger: { invoiced: 101_18 },
      pendingChange: { to: { plan: 'premium', cycle: 'monthly', seats: 3 }, effectiveOn: '2026-05-01' },
      pendingPayment: null,
    });
    expect(after(firstMonth, told(HISTORIES.changeOfMind))).toMatchObject({ pendingChange: null });
  });

  it('add the same seats in version 2 as in version 1', () =>
    expect(after(told(HISTORIES.seatsInVersion2))).toStrictEqual(after(told(HISTORIES.firstMonth.slice(0, 6)))));

  it('lead it through a renewal that could not be collected, another owner, another card and a cancellation', () => {
    const { firstMonth, pastDue, anotherOwner } = HISTORIES;
    const history = [...told(firstMonth), ...told(pastDue), ...told(anotherOwner)];
    expect(after(history)).toMatchObject({
      status: 'active',
      account: {
        ownerId: 'mia',
        locale: 'en',
        timeZone: 'Europe/Paris',
        nextTimeZone: 'America/New_York',
        paymentMethod: golden('PaymentMethodReplaced').data.paymentMethod,
      },
      selection: { plan: 'premium', cycle: 'monthly', seats: 4 },
      current: { k: 1, period: { start: '2026-05-01', end: '2026-06-01' } },
      ledger: { invoiced: 53_96 },
      pastDue: { invoiceNumber: 'FA-2026-000003', retriesFailed: 0, nextRetryOn: '2026-05-04', endsOn: '2026-05-08' },
      isCancelling: true,
    });
    expect(after(history, told(HISTORIES.staying))).toMatchObject({ isCancelling: false });
    expect(after(history, told(HISTORIES.end))).toMatchObject({ status: 'ended', endedOn: '2026-06-01' });
  });

  describe('let it lapse', () => {
    const [retry, failure] = [golden('RenewalRetryRequested'), golden('RenewalPaymentFailed')];
    /** Of the three tries only the last is golden. */
    const failedTry = (retriesFailed: number, effectiveOn: LocalDate, nextRetryOn: LocalDate): SubscriptionEvent[] => [
      { type: 'RenewalRetryRequested', data: { ...retry.data, effectiveOn } },
      { type: 'RenewalPaymentFailed', data: { ...failure.data, effectiveOn, retriesFailed, nextRetryOn } },
    ];
    const pastDue = [...told(HISTORIES.firstMonth), ...told(HISTORIES.pastDue)];
    const tries = [...failedTry(1, '2026-05-04', '2026-05-06'), ...failedTry(2, '2026-05-06', '2026-05-08')];

    it('after the last try', () =>
      expect(after(pastDue, tries, told(HISTORIES.lastTry))).toMatchObject({
        status: 'active',
        pastDue: { since: '2026-05-01', retriesFailed: 3, nextRetryOn: null, retry: null },
      }));

    it('with a credit for the days from then on, in the append of the last failure', () => {
      const { paymentId, invoiceNumber, reason } = failure.data;
      const decided = subscriptionDecider.decide(
        {
          type: 'RecordRenewalFailure',
          data: { paymentId, invoiceNumber, reason, term: 0, k: 1, today: '2026-05-08' },
        },
        after(pastDue, tries, [retry]),
      );
      const lapsed = {
        reason: 'lapsed',
        effectiveOn: '2026-05-08',
        credit: { reason: 'correction', net: -41_78, reducesOpen: 41_78, refunds: [] },
        writtenOff: 12_18,
        writtenOffInvoice: 'FA-2026-000003',
      };
      expect(decided).toMatchObject([failure, { type: 'SubscriptionEnded', data: lapsed }]);
      for (const event of decided) expect(() => encode(event)).not.toThrow();
    });
  });

  it('try a plan out, announce the end of the trial, and go on, paid', () => {
    const trial = told(HISTORIES.trial);
    const paid = told(HISTORIES.paidAfterTrial);
    expect(after(trial.slice(0, 2))).toMatchObject({ trial: { isEndAnnounced: false }, ledger: { invoiced: 0 } });
    expect(after(trial)).toMatchObject({
      selection: { plan: 'business', cycle: 'monthly', seats: 5 },
      current: { period: { start: '2026-04-01', end: '2026-05-01' }, unitPrice: 30_49 },
      ledger: { invoiced: 0 },
      trial: { isEndAnnounced: true },
    });
    expect(after(trial, paid.slice(0, 1))).toMatchObject({
      current: { term: { index: 1, anchorOn: '2026-05-01' }, k: 0 },
      ledger: { invoiced: 152_45, funds: [] },
      trial: null,
    });
    const { paymentId } = golden('PaymentReceived').data;
    expect(after(trial, paid)).toMatchObject({ ledger: { funds: [{ paymentId, amount: 152_45 }] } });
  });

  it('go from monthly to annual, and back with the anchor kept', () => {
    const annual = told(HISTORIES.annual);
    const { paymentId } = golden('CycleChanged').data;
    expect(after(annual)).toMatchObject({
      current: { term: { index: 1 }, period: { start: '2026-04-16', end: '2027-04-16' } },
      ledger: {
        invoiced: 674_50,
        funds: [
          { paymentId: FIRST_PAYMENT, amount: 33_72 },
          { paymentId, amount: 640_78 },
        ],
      },
      pendingPayment: null,
    });
    const { subscriptionId, from, to, effectiveOn } = golden('SubscriptionRenewed').data;
    const scheduled: ChangeScheduled = {
      type: 'ChangeScheduled',
      data: { subscriptionId, from, to, effectiveOn, replaces: null },
    };
    expect(after(annual, [scheduled], told(HISTORIES.backToMonthly))).toMatchObject({
      selection: { plan: 'premium', cycle: 'monthly', seats: 5 },
      current: { term: { index: 2, anchorOn: '2026-04-16', monthsFromAnchor: 12 }, k: 0 },
      ledger: { invoiced: 67_45, funds: [] },
      pendingChange: null,
    });
  });

  describe('give its place to the plan of the organization', () => {
    const annual = told(HISTORIES.annual);
    const { data: request } = golden('UpgradeRequested');
    const { paymentId } = golden('CycleChanged').data;

    it('once that is settled; until then it stands still', () => {
      const { subscriptionId: by } = request;
      expect(after(annual, told(HISTORIES.held))).toMatchObject({ pendingSupersede: { by } });
      expect(after(annual, told(HISTORIES.released))).toStrictEqual({ ...after(annual), calledOff: [by] });
      expect(after(annual, told(HISTORIES.superseded))).toMatchObject({
        status: 'ended',
        reason: 'superseded',
        endedOn: '2026-09-01',
        superseded: { by, funds: [{ paymentId, amount: 134_90 }] },
      });
    });

    it('which its unused days pay for, and the rest of them is given back', () => {
      const open = { type: 'OpenSubscription', data: request } as const;
      const decided = subscriptionDecider.decide(open, initialSubscription());
      expect(decided).toStrictEqual([
        { type: 'SubscriptionOpened', data: request.account },
        ...told(HISTORIES.planOfOrganization),
      ]);
      expect(after(decided)).toMatchObject({ ledger: { invoiced: 134_90, funds: [{ paymentId, amount: 134_90 }] } });
      // 5 seats for 138 of 365 days: 255.02 of 674.50.
      expect(golden('SubscriptionEnded').data.credit?.net).toBe(-(674_50 - 255_02 - 134_90));
    });
  });

  it('miss its billing owner, who returns or whose role is claimed', () => {
    const start = told(HISTORIES.start);
    expect(after(start, told(HISTORIES.missingOwner))).toMatchObject({ ownerMissingSince: '2026-04-20' });
    expect(after(start, told(HISTORIES.ownerReturned))).toStrictEqual(after(start));
    expect(after(start, told(HISTORIES.ownershipClaimed))).toMatchObject({
      account: { ownerId: 'mia' },
      ownerMissingSince: null,
    });
  });

  it('have more members than seats', () =>
    expect(after(told(HISTORIES.start), told(HISTORIES.overLimit))).toMatchObject({
      seatUsage: { told: ['exceeded'], overLimitSince: '2026-04-09', spaceRevision: 12 },
    }));

  it('have another policy and a protected price, until the protection is lifted', () => {
    const start = told(HISTORIES.start);
    expect(after(start, told(HISTORIES.termsOfSales))).toMatchObject({
      account: { policy: { name: 'owner-and-admins', version: 1 } },
      priceProtection: { until: '2027-04-01' },
    });
    expect(after(start, told(HISTORIES.protectionLifted))).toStrictEqual(after(start));
  });
});
