import type { Language } from '../mailer/mailer.js';
import type { Row } from '../wording/index.js';
import type { DocumentMailContent } from './document-mail.content.js';
import { mailText } from './mail-frame.text.js';

const COLON: Readonly<Record<Language, string>> = { en: ':', fr: '\u00A0:' };

export const documentMailText = (content: DocumentMailContent): string => {
  const labelled = ({ label, amount }: Row): string => `${label}${COLON[content.language]} ${amount}`;
  return mailText(content, [
    [content.opening],
    [content.title, content.space, labelled(content.period)],
    content.lines.flatMap(({ label, amount }) => [`- ${label}`, `  ${amount}`]),
    [...content.subtotals.map(labelled), labelled(content.total)],
    content.notes,
    [content.payment],
  ]);
};
