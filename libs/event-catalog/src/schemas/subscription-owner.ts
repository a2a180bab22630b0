import { z } from 'zod';
import type { Definitions } from './definition.js';
import { localDate, locale, memberId, paymentMethod, sealed, spaceId, subscriptionId, timeZone } from './parts.js';
import { IN_ANY_STATE, WHILE_NOTHING_IS_OPEN } from './subscription-parts.js';

const ownerIsGone = {
  subscriptionId,
  spaceId,
  ownerId: memberId.describe('The member who is billing owner on file.'),
};

/** Who is billing owner, where his invoices go and with what he pays. */
export const ownerEvents = {
  BillingOwnerReassigned: {
    stream: 'subscription',
    summary: 'Another member is billing owner; the former one has lost every right at once.',
    rules: ['R29', 'R33', 'R40'],
    moves: WHILE_NOTHING_IS_OPEN,
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        from: memberId.describe('The member who was billing owner.'),
        to: memberId.describe('The member who is billing owner now.'),
      }),
    },
  },
  BillingOwnerWentMissing: {
    stream: 'subscription',
    summary: 'A directory sync removed the billing owner: nobody has his rights until somebody claims the role.',
    rules: ['R40', 'D8'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        ...ownerIsGone,
        effectiveOn: localDate.describe('The day on which he is missing, in the time zone of the subscription.'),
      }),
    },
  },
  BillingOwnerReturned: {
    stream: 'subscription',
    summary: 'The missing billing owner is a member again, before anybody has claimed the role.',
    rules: ['D8'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        ...ownerIsGone,
        effectiveOn: localDate.describe('The day on which he is back, in the time zone of the subscription.'),
      }),
    },
  },
  BillingOwnershipClaimed: {
    stream: 'subscription',
    summary: 'An administrator, or where there is none a member, has taken over the role of the missing billing owner.',
    rules: ['R29', 'D8'],
    moves: IN_ANY_STATE,
    versions: {
      1: z.strictObject({
        subscriptionId,
        spaceId,
        from: memberId.describe('The billing owner who is missing.'),
        to: memberId.describe('The member who claimed the role, and is billing owner now.'),
        effectiveOn: localDate.describe('The day of the claim, in the time zone of the subscription.'),
      }),
    },
  },
  BillingDetailsChanged: {
    stream: 'subscription',
    summary: 'The billing details, the language or the time zone changed, for documents from then on.',
    rules: ['R30', 'R61'],
    moves: WHILE_NOTHING_IS_OPEN,
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
    rules: ['R30', 'D16'],
    moves: WHILE_NOTHING_IS_OPEN,
    versions: { 1: z.strictObject({ subscriptionId, paymentMethod }) },
  },
} satisfies Definitions;
