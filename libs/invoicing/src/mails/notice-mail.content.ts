import type { Collection, Seller } from '#domain';
import type { Language, NoticeMailKind } from '../mailer/mailer.js';
import { wordingOf } from '../wording/index.js';
import { type MailParts, mailParts } from './mail-parts.js';
import type { NoticeFacts } from './notice-facts.js';
import { noticeSentences } from './notice-sentences.js';

export interface NoticeMailRequest {
  /** Deterministic, like `paymentFailed-FA-2026-000124-1`: a mail with the same id is sent once. `[A-Za-z0-9_-]{1,200}` */
  readonly id: string;
  /** The member whom it goes to; null for the billing address on file (D8). */
  readonly recipientId: string | null;
  readonly to: string;
  readonly recipientName: string;
  /** Empty when the space has no name any more. */
  readonly spaceName: string;
  /** A locale like `fr` or `fr-CA`; English where there is no dictionary. A credit note's mail is in its own language. */
  readonly language: string | null;
  /** RFC 3339 in UTC. */
  readonly sentAt: string;
  /** The billing tab, which all but a credit note's mail end with: the public address, `/billing/` and the space. */
  readonly billingUrl: string;
  /** Who sends it. A credit note names its own. */
  readonly seller: Pick<Seller, 'name' | 'legalForm' | 'email'>;
  /** How the plan is paid for; automatically unless told. */
  readonly collection?: Collection | undefined;
  readonly facts: NoticeFacts;
}

/** What a notice says. Text and HTML are both made from it, so that they cannot say different things. */
export interface NoticeMailContent extends MailParts {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

interface NoticeMail extends Omit<NoticeMailRequest, 'language' | 'facts'> {
  readonly language: Language;
  readonly facts: NoticeFacts<NoticeMailKind>;
}

export const noticeMailContent = ({ facts, language, billingUrl, ...mail }: NoticeMail): NoticeMailContent => {
  const { recipientName, spaceName, seller, collection = 'automatic' } = mail;
  const { noticeMail: words } = wordingOf(language);
  const { title, paragraphs } = noticeSentences(facts, language, collection);
  return {
    ...mailParts({
      language,
      subject: title,
      recipientName,
      spaceName,
      seller,
      questions: words.questions,
      online: { label: words.billing, link: billingUrl },
    }),
    title,
    paragraphs: paragraphs.map((sentences) => sentences.join(' ')),
  };
};
