import { escapeHtml, type Markup, markup } from '../markup/markup.js';
import type { MailParts } from './mail-parts.js';
import { MAIL_STYLE } from './mail-style.js';

/**
 * A mail as HTML. Its source ends with the link alone on a line, as its text does (R58), so nothing may be closed
 * after it: the last paragraph stands directly in the body, and HTML lets the end tags of p, body and html be left out.
 * The link is there as text too because a client may show no button.
 */
export const mailHtml = ({ language, subject, online, ...parts }: MailParts, content: Markup): string => {
  const head = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${MAIL_STYLE}</style>
</head>
<body class="mail">
<div class="sheet">
${sellerLine(parts)}
${content}
${questions(parts)}
</div>
<p class="online"><a class="button" href="${online.link}">${online.label}</a><br>
`;
  return head.source + escapeHtml(online.link);
};

const sellerLine = ({ seller }: Pick<MailParts, 'seller'>): Markup =>
  markup`<p class="seller">${seller.name}${seller.legalForm !== null && markup`<span class="form">, ${seller.legalForm}</span>`}</p>`;

const questions = ({ questions: asked }: Pick<MailParts, 'questions'>): Markup | null =>
  asked && markup`<p class="note">${asked.label} <a href="mailto:${asked.email}">${asked.email}</a></p>`;
