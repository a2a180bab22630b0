import type { Money } from '#domain';
import { formatMoney, wordingOf } from '../wording/index.js';
import { type DocumentMailContent, documentMailContent } from './document-mail.content.js';
import type { NoticeFacts } from './notice-facts.js';

interface CreditNoteMail {
  readonly facts: NoticeFacts<'creditNote'>;
  readonly recipientName: string;
  readonly spaceName: string;
}

export const creditNoteMailContent = ({ facts, recipientName, spaceName }: CreditNoteMail): DocumentMailContent => {
  const { creditNote: document, reason, link } = facts;
  const { creditNoteMail: words, document: printed } = wordingOf(document.language);
  const corrects = document.corrects ?? [];
  const refersTo = corrects.length === 1 ? printed.refersTo.one : printed.refersTo.several;
  return documentMailContent({
    ...{ document, recipientName, spaceName, link, words },
    opening: words.reason[reason],
    notes: corrects.length === 0 ? [] : [`${refersTo} ${corrects.join(', ')}`],
    payment: settlement(facts),
  });
};

/** Where the money goes. */
const settlement = ({ creditNote: { language }, refunded, reduced }: NoticeFacts<'creditNote'>): string => {
  const { creditNoteMail: words } = wordingOf(language);
  const money = ({ minor, currency }: Money): string => formatMoney(minor, currency, language);
  const reductions = reduced.map(({ invoiceNumber, amount }) =>
    words.reduced({ invoiceNumber, amount: money(amount) }),
  );
  const refund = refunded === null ? [] : [words.refunded(money(refunded))];
  return [...reductions, ...refund, words.nothingToDo].join(' ');
};
