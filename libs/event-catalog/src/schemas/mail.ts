import { z } from 'zod';
import type { Definitions } from './definition.js';
import { id, invoiceNumber, locale, memberId, sealed, sha256, subscriptionId } from './parts.js';

const first = z.strictObject({
  mailId: id.describe('The mail, as the mailer knows it.'),
  kind: z.enum(['invoice']).describe('What the mail is about.'),
  invoiceNumber,
  subscriptionId,
  recipientId: memberId
    .nullable()
    .describe('Who was billing owner when it was sent (D17); null when it went to the billing address on file (D8).'),
  to: sealed.describe('The address that it went to, in an envelope.'),
  language: locale.describe('The language of the mail.'),
  linkHash: sha256.describe("The SHA-256, in hex, of the token in the mail's link to all invoices (R58)."),
});

const kind = z.enum([
  'invoice',
  'creditNote',
  'lapsed',
  'seatsKept',
  'trialEnded',
  'actedForOwner',
  'paymentFailed',
  'seatsNearlyUsed',
  'seatsReached',
  'seatsExceeded',
  'ownerChanged',
  'trialEnding',
  'cancelled',
  'claim',
]);

export const mailEvents = {
  MailSent: {
    stream: 'mail',
    summary: 'The one mail about a document or a fact went out.',
    rules: ['R34', 'R57', 'R58', 'R60', 'D8', 'D9', 'D11', 'D12', 'D15', 'D16', 'D17'],
    moves: ['start -> sent'],
    versions: {
      1: first,
      2: first
        .extend({
          kind: kind.describe('What the mail is about.'),
          about: id.describe('What it is about: the number of a document, or the id of the event that it tells of.'),
          invoiceNumber: invoiceNumber
            .nullable()
            .describe('The number of the document that it brings; null when it brings none.'),
          linkHash: sha256
            .nullable()
            .describe("The SHA-256, in hex, of the token in the mail's link (R58); null when it has none."),
        })
        .describe('Credit notes are mailed too, and the billing owner is told of more than documents (D8-D16).'),
    },
  },
} satisfies Definitions;
