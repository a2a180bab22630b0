import { DOCUMENT_MAIL_KINDS, type Mail, MailRefused } from './mailer.js';

const ID = /^[A-Za-z0-9_-]{1,200}$/;
const ADDRESS_LENGTH_MAX = 254;
/** One bare address: no name, no list, no group, no comment, and nothing that could begin another header. */
const ADDRESS = /^[^\s\p{Cc},;:<>()[\]\\"@]+@[^\s\p{Cc},;:<>()[\]\\"@]+$/u;
const LINE_BREAK = /[\r\n\u2028\u2029]/;

/** What every mailer refuses before it hands anything over. @throws MailRefused */
export const checkMail = ({ id, kind, to, subject, invoiceNumber }: Mail): void => {
  if (!ID.test(id)) throw new MailRefused(id, 'its id may hold only letters, digits, _ and -, give it such an id');
  if (to.length > ADDRESS_LENGTH_MAX || !ADDRESS.test(to)) {
    throw new MailRefused(id, 'it needs exactly one recipient, correct the e-mail address of the billing owner');
  }
  if (LINE_BREAK.test(subject)) throw new MailRefused(id, 'its subject is more than one line, take the breaks out');
  const carriesDocument = DOCUMENT_MAIL_KINDS.some((documentKind) => documentKind === kind);
  if (carriesDocument && invoiceNumber === null) {
    throw new MailRefused(id, `it carries a document (${kind}) without a number, give the number of that document`);
  }
  if (!carriesDocument && invoiceNumber !== null) {
    throw new MailRefused(id, `a notice (${kind}) carries no document, leave the number ${invoiceNumber} out`);
  }
};
