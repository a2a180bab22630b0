import type { MailParts } from './mail-parts.js';

/** Lines of a paragraph; what is null is left out, and a paragraph without any line as well. */
export type Paragraph = readonly (string | null)[];

/** A mail as text. Nothing follows the link: mail clients and the API's users find it on the last line (R58). */
export const mailText = ({ greeting, seller, questions, online }: MailParts, content: readonly Paragraph[]): string =>
  [
    [greeting],
    ...content,
    [
      questions && `${questions.label} ${questions.email}`,
      [seller.name, seller.legalForm].filter((part) => part !== null).join(', '),
    ],
    [online.label, online.link],
  ]
    .map((paragraph) => paragraph.filter((line) => line !== null).join('\n'))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
