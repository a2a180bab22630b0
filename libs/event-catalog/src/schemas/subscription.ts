import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  account,
  bill,
  count,
  failureReason,
  invoiceNumber,
  locale,
  localDate,
  memberId,
  paymentId,
  paymentMethod,
  pricedPeriod,
  rootId,
  sealed,
  seatPrice,
  selection,
  spaceId,
  subscriptionId,
  timeZone,
} from './parts.js';

const from = selection.describe('What was paid for before.');
const to = selection.describe('What is paid for from then on.');
const effectiveOn = localDate.describe('The first day on which it counts, in the time zone of the subscription.');
const settledBy = paymentId.nullable().describe('The payment that settled the bill; null when nothing was due.');

export const subscriptionEvents = {
  SubscriptionOpened: {
    stream: 'subscription',
    summary: 'There is a subscription, with its owner and how it is paid; its first plan comes in the same append.',
    rules: ['R1', 'R22', 'R25', 'R29', 'D9'],
    moves: ['start -> opened'],
    versions: { 1: z.strictObject(account.shape) },
  },
  PlanUpgraded: {
    stream: 'subscription',
    summary: 'The plan went up: from Basic, which begins the first term, or from a lower plan inside a period.',
    rules: ['R23', 'D4', 'D13'],
    moves: ['opened -> active', 'paying -> active', 'active -> active'],
    versions: {
      1: z.strictObject({
        ...pricedPeriod.shape,
        subscriptionId,
        from: selection.nullable().describe('What was paid for before; null when that was Basic.'),
        to,
        effectiveOn,
        bill: bill.describe('What it makes due: the whole period, or credit and charge for its rest (D13).'),
        paymentId: settledBy,
      }),
    },
  },
  SeatsChanged: {
    stream: 'subscription',
    summary: 'Seats were added on the same plan and cycle, inside a period.',
    rules: ['D12'],
    moves: ['paying -> active', 'active -> active'],
    versions: {
      1: z.strictObject({
        ...pricedPeriod.shape,
        subscriptionId,
        from,
        to,
        effectiveOn,
        bill: bill.describe('What it makes due: the added seats for the rest of the period (D12).'),
        paymentId: settledBy,
      }),
    },
  },
  PaidChangeRequested: {
    stream: 'subscription',
    summary: 'A paid change waits for its payment; until that has an outcome no other change is taken.',
    rules: ['D6', 'D12', 'D13'],
    moves: ['active -> paying'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        from: selection.describe('What is paid for until it is settled.'),
        to: selection.describe('What is paid for once it is settled.'),
        effectiveOn: localDate.describe('The day from which it is priced, in the time zone of the subscription.'),
        unitPrice: seatPrice,
        bill: bill.describe('What it makes due when it is settled.'),
        paymentId,
        requestedBy: memberId.describe('The member who asked for it.'),
      }),
    },
  },
  PaidChangeFailed: {
    stream: 'subscription',
    summary: 'The payment of a change failed: everything stays as it was and nothing is owed.',
    rules: ['D6'],
    moves: ['paying -> active'],
    versions: { 1: z.strictObject({ subscriptionId, paymentId, reason: failureReason }) },
  },
  ChangeScheduled: {
    stream: 'subscription',
    summary: 'Something goes down, at the renewal.',
    rules: ['D12', 'D13', 'D14'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        from: selection.describe('What is paid for until then.'),
        to,
        effectiveOn,
        replaces: selection
          .nullable()
          .describe('The pending change whose place this one takes (D14); null when there was none.'),
      }),
    },
  },
  ScheduledChangeUndone: {
    stream: 'subscription',
    summary: 'A scheduled change was taken back before it counted.',
    rules: ['D14'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({ subscriptionId, undone: selection.describe('What will not be paid for after all.') }),
    },
  },
  CancellationScheduled: {
    stream: 'subscription',
    summary: 'The plan ends with the period; until then it can be taken back.',
    rules: ['R48', 'D10'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        effectiveOn: localDate.describe('The first day without the plan, in the time zone of the subscription.'),
      }),
    },
  },
  CancellationUndone: {
    stream: 'subscription',
    summary: 'A cancellation was taken back: the plan is renewed again.',
    rules: ['D10'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        renewsOn: localDate.describe('The first day of the next period, in the time zone of the subscription.'),
      }),
    },
  },
  SubscriptionRenewed: {
    stream: 'subscription',
    summary: 'The next period has begun, with the change that was scheduled for it.',
    rules: ['D4', 'D12', 'D13', 'D16'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        ...pricedPeriod.shape,
        subscriptionId,
        from,
        to,
        effectiveOn,
        timeZone: timeZone.describe('The IANA time zone of the new period, which ends at midnight there.'),
        bill: bill.describe('What the new period costs.'),
        seatsKept: z
          .strictObject({
            requested: count.describe('The seats of the scheduled decrease.'),
            members: count.describe('The members who took a seat at the renewal.'),
          })
          .nullable()
          .describe(
            'A decrease that members had outgrown, so that the smallest tier that fits stays (D12); null otherwise.',
          ),
      }),
    },
  },
  SubscriptionEnded: {
    stream: 'subscription',
    summary: 'The plan has ended; the history stays.',
    rules: ['R48', 'R49', 'D10'],
    moves: ['active -> ended'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        rootId,
        reason: z.enum(['cancelled']).describe('Why it ended.'),
        effectiveOn: localDate.describe('The first day without the plan, in the time zone of the subscription.'),
      }),
    },
  },
  BillingOwnerReassigned: {
    stream: 'subscription',
    summary: 'Another member is billing owner; the former one has lost every right at once.',
    rules: ['R29', 'R33', 'R40'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        from: memberId.describe('The member who was billing owner.'),
        to: memberId.describe('The member who is billing owner now.'),
      }),
    },
  },
  BillingDetailsChanged: {
    stream: 'subscription',
    summary: 'The billing details, the language or the time zone changed, for documents from then on.',
    rules: ['R30', 'R61'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        billingDetails: sealed.describe('Name, address, e-mail and tax id for invoices, in an envelope.'),
        locale,
        timeZone: timeZone.describe('An IANA time zone; it counts from the next boundary on.'),
      }),
    },
  },
  PaymentMethodReplaced: {
    stream: 'subscription',
    summary: 'Another card pays from now on.',
    rules: ['R30'],
    moves: ['active -> active'],
    versions: { 1: z.strictObject({ subscriptionId, paymentMethod }) },
  },
  RenewalPaymentFailed: {
    stream: 'subscription',
    summary: 'A renewal could not be collected: the subscription is past due and the invoice stays open.',
    rules: ['D16'],
    moves: ['active -> active'],
    versions: {
      1: z.strictObject({
        subscriptionId,
        paymentId,
        invoiceNumber,
        reason: failureReason,
        effectiveOn: localDate.describe('The day from which it is past due, in the time zone of the subscription.'),
      }),
    },
  },
} satisfies Definitions;
