import type { Seller } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { oneLine, wordingOf } from '../wording/index.js';

/** Whom to ask. */
export interface MailQuestions {
  readonly label: string;
  readonly email: string;
}

/** What a mail ends with: a label, and an address alone on its line. */
export interface MailOnline {
  readonly label: string;
  readonly link: string;
}

/** What stands above and below that which a mail says. */
export interface MailParts {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly space: string | null;
  readonly seller: { readonly name: string; readonly legalForm: string | null };
  readonly questions: MailQuestions | null;
  readonly online: MailOnline;
}

interface Addressed {
  readonly language: Language;
  /** Without the name of the space. */
  readonly subject: string;
  /** Empty when it is not known. */
  readonly recipientName: string;
  readonly spaceName: string;
  readonly seller: Pick<Seller, 'name' | 'legalForm' | 'email'>;
  /** What stands before the address of the seller. */
  readonly questions: string;
  readonly online: MailOnline;
}

export const mailParts = ({ language, subject, seller, questions, online, ...typed }: Addressed): MailParts => {
  const { invoiceMail: words } = wordingOf(language);
  const spaceName = oneLine(typed.spaceName);
  const recipientName = oneLine(typed.recipientName);
  return {
    language,
    subject: spaceName === '' ? subject : `${subject} – ${spaceName}`,
    greeting: recipientName === '' ? words.greetingOfNobody : words.greeting(recipientName),
    space: spaceName === '' ? null : words.forSpace(spaceName),
    seller: { name: oneLine(seller.name), legalForm: seller.legalForm && oneLine(seller.legalForm) },
    questions: seller.email === null ? null : { label: questions, email: oneLine(seller.email) },
    online,
  };
};
