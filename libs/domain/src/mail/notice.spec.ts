import {
  cancellationScheduled,
  cancellationUndone,
  cardReplaced,
  changeFailed,
  changeRequested,
  changeScheduled,
  changeUndone,
  detailsChanged,
  ended,
  mayPaid,
  opened,
  ownerReassigned,
  ownerReturned,
  ownershipClaimed,
  ownerWentMissing,
  premium,
  priced,
  renewalFailed,
  renewed,
  retryRequested,
  seatsChanged,
  supersedeCalledOff,
  supersedeRequested,
  upgraded,
} from '../testing/index.js';
import type { SubscriptionEvent } from '../subscription/index.js';
import { isDoneByOwners, noticeOf, type NoticeKind } from './notice.js';

type EventOf<Type extends SubscriptionEvent['type']> = Extract<SubscriptionEvent, { type: Type }>;
type Examples = {
  readonly [Type in SubscriptionEvent['type']]: readonly (readonly [EventOf<Type>, NoticeKind | null])[];
};

const subscriptionId = 'sub_1';
const effectiveOn = '2026-04-16' as const;
const first = { ...priced(), subscriptionId, to: premium(5), effectiveOn };

const usage = (mark: EventOf<'SeatUsageChanged'>['data']['mark']): EventOf<'SeatUsageChanged'> => ({
  type: 'SeatUsageChanged',
  data: { subscriptionId, members: 6, seats: 5, mark, isOverLimit: true, spaceRevision: 1, effectiveOn },
});

/** Every fact of a subscription, in each of its shapes that matter, and the mail that it leads to. */
const EXAMPLES: Examples = {
  SubscriptionOpened: [[opened(), null]],
  TrialStarted: [[{ type: 'TrialStarted', data: first }, null]],
  TrialChanged: [
    [
      {
        type: 'TrialChanged',
        data: { subscriptionId, from: premium(5), to: premium(10), unitPrice: 13_49, effectiveOn },
      },
      null,
    ],
  ],
  TrialEndAnnounced: [
    [
      {
        type: 'TrialEndAnnounced',
        data: { subscriptionId, effectiveOn, endsOn: '2026-04-19', isPaidAfterwards: true },
      },
      'trialEnding',
    ],
  ],
  TrialConverted: [[{ type: 'TrialConverted', data: { ...renewed().data, supersedes: [] } }, null]],
  PlanUpgraded: [[upgraded(), null]],
  SeatsChanged: [[seatsChanged(), null]],
  CycleChanged: [
    [{ type: 'CycleChanged', data: { ...seatsChanged().data, timeZone: 'Europe/Paris', credit: null } }, null],
  ],
  PaidChangeRequested: [[changeRequested(), null]],
  PaidChangeFailed: [[changeFailed(), null]],
  ChangeScheduled: [[changeScheduled(), null]],
  ScheduledChangeUndone: [[changeUndone(), null]],
  CancellationScheduled: [[cancellationScheduled(), 'cancelled']],
  CancellationUndone: [[cancellationUndone(), null]],
  SubscriptionRenewed: [
    [renewed(), null],
    [renewed({ seatsKept: { requested: 3, members: 5 } }), 'seatsKept'],
  ],
  SupersedeRequested: [[supersedeRequested(), null]],
  SupersedeCalledOff: [[supersedeCalledOff(), null]],
  SubscriptionEnded: [
    [ended({ reason: 'lapsed' }), 'lapsed'],
    [ended({ reason: 'trialEnded' }), 'trialEnded'],
    [ended({ reason: 'trialStopped' }), 'trialEnded'],
    [ended({ reason: 'cancelled' }), null],
    [ended({ reason: 'superseded' }), null],
  ],
  BillingOwnerReassigned: [[ownerReassigned('mia'), 'ownerChanged']],
  BillingOwnerWentMissing: [[ownerWentMissing(), null]],
  BillingOwnerReturned: [[ownerReturned(), null]],
  BillingOwnershipClaimed: [[ownershipClaimed(), 'claim']],
  BillingDetailsChanged: [[detailsChanged(), null]],
  PaymentMethodReplaced: [[cardReplaced(), null]],
  SeatUsageChanged: [
    [usage('nearlyUsed'), 'seatsNearlyUsed'],
    [usage('reached'), 'seatsReached'],
    [usage('exceeded'), 'seatsExceeded'],
    [usage(null), null],
  ],
  PolicyAdopted: [
    [{ type: 'PolicyAdopted', data: { subscriptionId, policy: { name: 'owner-and-admins', version: 1 } } }, null],
  ],
  PriceProtected: [
    [{ type: 'PriceProtected', data: { subscriptionId, catalogVersion: '2026-01', until: null } }, null],
  ],
  PriceProtectionLifted: [[{ type: 'PriceProtectionLifted', data: { subscriptionId } }, null]],
  PaymentReceived: [[mayPaid(), null]],
  RenewalPaymentFailed: [
    [renewalFailed(), 'paymentFailed'],
    [renewalFailed({ retriesFailed: 3, nextRetryOn: null }), null],
  ],
  RenewalRetryRequested: [[retryRequested(), null]],
};

const cases = Object.values(EXAMPLES).flatMap(
  (examples: readonly (readonly [SubscriptionEvent, NoticeKind | null])[]) =>
    examples.map(([event, notice]) => ({ event, notice, type: event.type })),
);

describe('what the billing owner is told (D8, D12, D15, D16)', () => {
  it.each(cases)('$type leads to $notice', ({ event, notice }) => expect(noticeOf(event)).toBe(notice));

  it('D16 after the last failure the end itself is told, not the failure as well', () => {
    const last = [renewalFailed({ nextRetryOn: null }), ended({ reason: 'lapsed' })];
    expect(last.map(noticeOf)).toStrictEqual([null, 'lapsed']);
  });
});

describe('what is told when somebody acts in the place of the owner (D9)', () => {
  /** What the owner's own commands lead to; the hand-over is his alone, and has a mail of its own. */
  const DONE_BY_OWNERS: readonly string[] = [
    'PaidChangeRequested',
    'SeatsChanged',
    'PlanUpgraded',
    'CycleChanged',
    'TrialChanged',
    'ChangeScheduled',
    'ScheduledChangeUndone',
    'CancellationScheduled',
    'CancellationUndone',
    'SubscriptionEnded',
    'BillingDetailsChanged',
    'PaymentMethodReplaced',
  ];

  it.each(Object.keys(EXAMPLES))('D9 %s', (type) =>
    expect(isDoneByOwners({ type })).toBe(DONE_BY_OWNERS.includes(type)),
  );

  it('D9 no fact of another stream', () =>
    expect(['UpgradeRequested', 'MemberRemoved', 'InvoiceIssued'].some((type) => isDoneByOwners({ type }))).toBe(
      false,
    ));
});
