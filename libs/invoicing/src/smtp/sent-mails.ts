import type { SentMail } from '../mailer/mailer.js';

/**
 * By then the event that a mail was sent has long been recorded, and nobody asks for the mail any more. Only until then
 * an address stands outside of the vault, where erasing a person would not reach it.
 */
export const SENT_MAILS_KEPT_DAYS = 30;

/**
 * Which mails a mail server has accepted, as all processes know it: SMTP itself has no such memory. It holds no
 * content. Every adapter passes `describeSentMailsContract`.
 */
export abstract class SentMails {
  /** The mail that went out under an id; null when none did, or more than `SENT_MAILS_KEPT_DAYS` ago. */
  abstract find(id: string): Promise<SentMail | null>;

  /** Returns the mail that is kept under its id: this one, or the one that another process has kept before. */
  abstract keep(mail: SentMail): Promise<SentMail>;
}
