import type { IssuedDocument } from '../documents/index.js';
import {
  exemptions,
  formatDay,
  formatDays,
  formatMoney,
  oneLine,
  type Row,
  servicePeriod,
  subtotalRows,
  totalRow,
  wordingOf,
} from '../wording/index.js';
import { type MailParts, mailParts } from './mail-parts.js';

/** What a mail with a document says. Text and HTML are both made from it, so that they cannot say different things. */
export interface DocumentMailContent extends MailParts {
  readonly opening: string;
  readonly title: string;
  readonly period: Row;
  readonly columns: Row;
  readonly lines: readonly Row[];
  readonly subtotals: readonly Row[];
  readonly total: Row;
  readonly notes: readonly string[];
  readonly payment: string;
}

/** What the mails of both kinds of document say in their own words. */
interface DocumentMailWords {
  readonly subject: (number: string) => string;
  readonly title: (number: string, issuedOn: string) => string;
  readonly questions: string;
  readonly online: string;
}

interface DocumentMail {
  readonly document: Omit<IssuedDocument, 'reason'>;
  readonly recipientName: string;
  readonly spaceName: string;
  readonly link: string;
  readonly words: DocumentMailWords;
  readonly opening: string;
  /** Below the totals, after the mentions of tax. */
  readonly notes: readonly string[];
  readonly payment: string;
}

export const documentMailContent = ({
  document,
  words,
  opening,
  payment,
  ...mail
}: DocumentMail): DocumentMailContent => {
  const { language, lines, taxes, seller, number, currency } = document;
  const { document: printed } = wordingOf(language);
  const { recipientName, spaceName } = mail;
  return {
    ...mailParts({
      language,
      subject: words.subject(number),
      recipientName,
      spaceName,
      seller,
      questions: words.questions,
      online: { label: words.online, link: mail.link },
    }),
    opening,
    title: words.title(number, formatDay(document.issuedOn, language)),
    period: { label: printed.servicePeriod, amount: formatDays(servicePeriod(lines), language) },
    columns: {
      label: printed.description,
      amount: taxes.length === 0 ? printed.amount : printed.amountBeforeTax,
    },
    lines: lines.map(({ description, amount }) => ({
      label: oneLine(description),
      amount: formatMoney(amount, currency, language),
    })),
    subtotals: subtotalRows(document, language),
    total: totalRow(document, language),
    notes: [...exemptions(taxes, language), ...mail.notes],
    payment,
  };
};
