import { z } from 'zod';
import type { Definitions } from './definition.js';
import { id, invoiceNumber, locale, memberId, sealed, sha256, subscriptionId } from './parts.js';

export const mailEvents = {
  MailSent: {
    stream: 'mail',
    summary: 'The one mail about an invoice went out.',
    rules: ['R34', 'R57', 'R58', 'R60', 'D17'],
    moves: ['start -> sent'],
    versions: {
      1: z.strictObject({
        mailId: id.describe('The mail, as the mailer knows it.'),
        kind: z.enum(['invoice']).describe('What the mail is about.'),
        invoiceNumber,
        subscriptionId,
        recipientId: memberId
          .nullable()
          .describe(
            'Who was billing owner when it was sent (D17); null when it went to the billing address on file (D8).',
          ),
        to: sealed.describe('The address that it went to, in an envelope.'),
        language: locale.describe('The language of the mail.'),
        linkHash: sha256.describe("The SHA-256, in hex, of the token in the mail's link to all invoices (R58)."),
      }),
    },
  },
} satisfies Definitions;
