import type { Collection } from '#domain';
import type { NoticeFacts } from '../mails/notice-facts.js';
import { issuedCreditNote } from './invoices.fixture.js';

type Language = 'en' | 'fr';

export interface NoticeCase {
  readonly facts: NoticeFacts;
  readonly collection?: Collection;
}

export const LINK = 'https://billing.acme.example/i/3q2-8Zx_Jw0aVtYk5mPfLg';

const euros = (minor: number) => ({ minor, currency: 'EUR' });

const tax = (base: number, amount: number) => ({ category: 'S', rate: 20_00, base, amount });

/** One case for each thing that a notice can say, by the name of the file with its text. */
export const noticeCases = (language: Language) =>
  ({
    'credit-note.refunded': {
      facts: {
        kind: 'creditNote',
        creditNote: issuedCreditNote(language),
        reason: 'change',
        refunded: euros(33_73),
        reduced: [],
        link: LINK,
      },
    },
    'credit-note.reduced': {
      facts: {
        kind: 'creditNote',
        creditNote: issuedCreditNote(language, {
          reason: 'correction',
          taxes: [tax(-33_73, -6_75)],
          total: -40_48,
          corrects: ['FA-2026-000124'],
        }),
        reason: 'lapse',
        refunded: null,
        reduced: [{ invoiceNumber: 'FA-2026-000124', amount: euros(40_48) }],
        link: LINK,
      },
    },
    'credit-note.reduced-and-refunded': {
      facts: {
        kind: 'creditNote',
        creditNote: issuedCreditNote(language, { corrects: ['FA-2026-000123', 'FA-2026-000124'] }),
        reason: 'supersede',
        refunded: euros(20_00),
        reduced: [{ invoiceNumber: 'FA-2026-000124', amount: euros(13_73) }],
        link: LINK,
      },
    },
    'credit-note.not-settled-yet': {
      facts: {
        kind: 'creditNote',
        creditNote: issuedCreditNote(language, { corrects: [] }),
        reason: 'correction',
        refunded: null,
        reduced: [],
        link: LINK,
      },
    },
    'payment-failed.tried-again': {
      facts: {
        kind: 'paymentFailed',
        planName: 'Premium',
        amount: euros(1_349_00),
        invoiceNumber: 'FA-2026-000124',
        nextTryOn: '2026-05-04',
        endsOn: '2026-05-08',
      },
    },
    'payment-failed.not-tried-again': {
      facts: {
        kind: 'paymentFailed',
        planName: 'Premium',
        amount: { minor: 7_500, currency: 'JPY' },
        invoiceNumber: 'FA-2026-000124',
        nextTryOn: null,
        endsOn: '2026-05-08',
      },
    },
    'lapsed.credited-by-number': {
      facts: {
        kind: 'lapsed',
        planName: 'Premium',
        endedOn: '2026-05-08',
        invoiceNumber: 'FA-2026-000124',
        credited: { amount: euros(1_044_39), creditNoteNumber: 'AV-2026-000008' },
      },
    },
    'lapsed.credited': {
      facts: {
        kind: 'lapsed',
        planName: 'Premium',
        endedOn: '2026-05-08',
        invoiceNumber: 'FA-2026-000124',
        credited: { amount: euros(1_044_39), creditNoteNumber: null },
      },
    },
    'lapsed.not-credited': {
      facts: {
        kind: 'lapsed',
        planName: 'Premium',
        endedOn: '2026-05-08',
        invoiceNumber: 'FA-2026-000124',
        credited: null,
      },
    },
    'seats-kept': {
      facts: { kind: 'seatsKept', requestedSeats: 5, members: 8, keptSeats: 10, effectiveOn: '2026-05-01' },
    },
    'seats-kept.manual': {
      facts: { kind: 'seatsKept', requestedSeats: 20, members: 21, keptSeats: 25, effectiveOn: '2026-05-01' },
      collection: 'manual',
    },
    'trial-ending.starts': {
      facts: {
        kind: 'trialEnding',
        planName: 'Business',
        endsOn: '2026-04-30',
        start: { startsOn: '2026-05-01', seats: 5, cycle: 'annual', charge: euros(1_999_00) },
      },
    },
    'trial-ending.basic': {
      facts: { kind: 'trialEnding', planName: 'Business', endsOn: '2026-04-30', start: null },
    },
    'trial-ended.stopped': {
      facts: { kind: 'trialEnded', planName: 'Business', endedOn: '2026-04-20', cause: 'stopped' },
    },
    'trial-ended.without-payment-method': {
      facts: { kind: 'trialEnded', planName: 'Business', endedOn: '2026-04-30', cause: 'withoutPaymentMethod' },
    },
    cancelled: { facts: { kind: 'cancelled', planName: 'Premium', endsOn: '2026-05-01' } },
    'cancelled.manual': {
      facts: { kind: 'cancelled', planName: 'Premium', endsOn: '2027-01-01' },
      collection: 'manual',
    },
    'owner-changed.new-owner': {
      facts: {
        kind: 'ownerChanged',
        changedOn: '2026-05-03',
        ownerName: 'Ada Lovelace',
        formerOwnerName: 'Grace Hopper',
        recipient: 'newOwner',
      },
    },
    'owner-changed.new-owner-after-nobody': {
      facts: {
        kind: 'ownerChanged',
        changedOn: '2026-05-03',
        ownerName: 'Ada Lovelace',
        formerOwnerName: null,
        recipient: 'newOwner',
      },
    },
    'owner-changed.former-owner': {
      facts: {
        kind: 'ownerChanged',
        changedOn: '2026-05-03',
        ownerName: 'Grace Hopper',
        formerOwnerName: 'Ada Lovelace',
        recipient: 'formerOwner',
      },
    },
    'claim.former-owner': {
      facts: {
        kind: 'claim',
        claimedOn: '2026-05-03',
        administratorName: 'Grace Hopper',
        formerOwnerName: 'Ada Lovelace',
        recipient: 'formerOwner',
      },
    },
    'claim.billing-address': {
      facts: {
        kind: 'claim',
        claimedOn: '2026-05-03',
        administratorName: 'Grace Hopper',
        formerOwnerName: 'Charles Babbage',
        recipient: 'billingAddress',
      },
    },
    'claim.billing-address-owner-not-known': {
      facts: {
        kind: 'claim',
        claimedOn: '2026-05-03',
        administratorName: 'Grace Hopper',
        formerOwnerName: null,
        recipient: 'billingAddress',
      },
    },
    'acted-for-owner': {
      facts: {
        kind: 'actedForOwner',
        administratorName: 'Grace Hopper',
        action: 'changePlan',
        actedOn: '2026-05-03',
      },
    },
    'seats-nearly-used': {
      facts: { kind: 'seatsNearlyUsed', planName: 'Premium', members: 9, seats: 10 },
    },
    'seats-reached': { facts: { kind: 'seatsReached', planName: 'Premium', members: 10, seats: 10 } },
    'seats-exceeded': { facts: { kind: 'seatsExceeded', planName: 'Enterprise', members: 1_234, seats: 500 } },
    'seats-exceeded.manual': {
      facts: { kind: 'seatsExceeded', planName: 'Enterprise', members: 1_234, seats: 500 },
      collection: 'manual',
    },
  }) as const satisfies Readonly<Record<string, NoticeCase>>;

export type NoticeCaseName = keyof ReturnType<typeof noticeCases>;
