/** The port to e-mail. Every adapter passes `describeMailerContract`. */

export type Language = 'en' | 'fr';

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Mails that carry a document: only these have its number and the link to all invoices (R58). */
export const DOCUMENT_MAIL_KINDS = ['invoice', 'creditNote'] as const;

/** Mails that tell of something; they end with the address of the billing tab. */
export const NOTICE_MAIL_KINDS = [
  'paymentFailed',
  'lapsed',
  'seatsKept',
  'trialEnding',
  'trialEnded',
  'cancelled',
  'ownerChanged',
  'claim',
  'actedForOwner',
  'seatsNearlyUsed',
  'seatsReached',
  'seatsExceeded',
] as const;

export const MAIL_KINDS = [...DOCUMENT_MAIL_KINDS, ...NOTICE_MAIL_KINDS] as const;

export type DocumentMailKind = (typeof DOCUMENT_MAIL_KINDS)[number];
export type NoticeMailKind = (typeof NOTICE_MAIL_KINDS)[number];
export type MailKind = DocumentMailKind | NoticeMailKind;

export interface Mail {
  /** Deterministic (`invoice-FA-2026-000001`): the idempotency key, and the source of the Message-ID. `[A-Za-z0-9_-]+` */
  readonly id: string;
  readonly kind: MailKind;
  /** The member whom it goes to; null when it goes to the billing address on file. */
  readonly recipientId: string | null;
  /** Exactly one recipient. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Language;
  /** Of the invoice or credit note that it carries; null on a notice, also on one that names an invoice. */
  readonly invoiceNumber: string | null;
  readonly sentAt: string;
  readonly attachments: readonly Attachment[];
}

/** The mail cannot be sent as it is, or the receiving server refused it for good: retrying cannot help. */
export class MailRefused extends Error {
  readonly code = 'mail.refused';
  constructor(
    readonly mailId: string,
    reason = 'the receiving server refused it for good, correct its recipient',
  ) {
    super(`the mail ${mailId} cannot be sent: ${reason}`);
    this.name = new.target.name;
  }
}

/** What is known of a mail that went out: what its event records, and nothing of its content. */
export type SentMail = Pick<Mail, 'id' | 'kind' | 'recipientId' | 'to' | 'language' | 'invoiceNumber'>;

export abstract class Mailer {
  /**
   * Hands a mail over, once per id: a second call with the same id sends nothing and returns the mail that went out
   * the first time. An adapter that hands mails to a server of others sends again what a crash has kept it from noting
   * down, under the same Message-ID. @throws MailRefused for a permanent failure; anything else may be tried again.
   */
  abstract send(mail: Mail): Promise<SentMail>;
  abstract close(): Promise<void>;
}

export const MAIL_PAGE_SIZE_MAX = 500;

/** What the on-disk outbox holds. Only in development. */
export abstract class Outbox {
  /**
   * Mails in the order in which they were sent, oldest first: at most `limit` (1 to `MAIL_PAGE_SIZE_MAX`) of those
   * that follow the mail with the id `after`. @throws RangeError for another limit or an id that was never sent.
   */
  abstract list(page: { readonly after?: string; readonly limit: number }): Promise<readonly Mail[]>;
}
