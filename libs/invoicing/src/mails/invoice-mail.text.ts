import type { Language } from '../mailer/mailer.js';
import type { Row } from '../wording/index.js';
import type { InvoiceMailContent } from './invoice-mail.content.js';

const COLON: Readonly<Record<Language, string>> = { en: ':', fr: '\u00A0:' };

/** Nothing follows the link: mail clients and the API's users find it on the last line (R58). */
export const invoiceMailText = (content: InvoiceMailContent): string => {
  const { language, seller, questions, online } = content;
  const labelled = ({ label, amount }: Row): string => `${label}${COLON[language]} ${amount}`;
  return [
    [content.greeting],
    [content.opening],
    [content.title, content.space, labelled(content.period)],
    content.lines.flatMap(({ label, amount }) => [`- ${label}`, `  ${amount}`]),
    [...content.subtotals.map(labelled), labelled(content.total)],
    content.notes,
    [content.payment],
    [
      questions && `${questions.label} ${questions.email}`,
      [seller.name, seller.legalForm].filter((part) => part !== null).join(', '),
    ],
    [online.label, online.link],
  ]
    .map((paragraph) => paragraph.filter((line) => line !== null).join('\n'))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
};
