import type { Mail } from '../mailer/mailer.js';
import { languageOf } from '../wording/index.js';
import { creditNoteMailContent } from './credit-note-mail.content.js';
import { documentMailHtml } from './document-mail.html.js';
import { documentMailText } from './document-mail.text.js';
import { noticeMailContent, type NoticeMailRequest } from './notice-mail.content.js';
import { noticeMailHtml } from './notice-mail.html.js';
import { noticeMailText } from './notice-mail.text.js';

type Said = Pick<Mail, 'subject' | 'text' | 'html' | 'language' | 'invoiceNumber'>;

/** Every mail but the one with an invoice: what has happened, what follows from it and what one can do. */
export const composeNoticeMail = (request: NoticeMailRequest): Mail => {
  const { id, recipientId, to, sentAt, facts } = request;
  return { id, kind: facts.kind, recipientId, to, sentAt, ...said(request), attachments: [] };
};

const said = (request: NoticeMailRequest): Said => {
  const { facts } = request;
  if (facts.kind === 'creditNote') {
    const content = creditNoteMailContent({ ...request, facts });
    const { language, subject } = content;
    const { number: invoiceNumber } = facts.creditNote;
    return { language, subject, text: documentMailText(content), html: documentMailHtml(content), invoiceNumber };
  }
  const content = noticeMailContent({ ...request, facts, language: languageOf(request.language) });
  const { language, subject } = content;
  return { language, subject, text: noticeMailText(content), html: noticeMailHtml(content), invoiceNumber: null };
};
