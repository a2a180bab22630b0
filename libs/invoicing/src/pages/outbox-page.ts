import type { Attachment, Language, Mail, MailKind } from '../mailer/mailer.js';
import { type Markup, markup } from '../markup/markup.js';
import { formatCount, formatInstant, wordingOf } from '../wording/index.js';
import { page } from './page.js';

export interface OutboxPageModel {
  /** In the order in which they were sent, as the outbox lists them. */
  readonly mails: readonly Mail[];
  /** The id of the mail to show, which `?id=` asks for; null shows the newest where there is room beside the list. */
  readonly selected: string | null;
  /** English unless told. */
  readonly language?: Language | undefined;
}

/** What the outbox holds, as a mail client shows it: the newest first. Only in development. */
export const outboxPage = ({ mails, selected, language = 'en' }: OutboxPageModel): string => {
  const { outbox: words } = wordingOf(language).page;
  const newestFirst = [...mails].reverse();
  const shown = selected === null ? newestFirst[0] : newestFirst.find(({ id }) => id === selected);
  const title = shown === undefined ? words.title : `${shown.subject} – ${words.title}`;
  if (mails.length === 0) return emptyOutbox(language);
  return page({
    language,
    title,
    bar: 'mailbox-bar',
    navigation: markup`<p class="muted">${words.title}</p>`,
    layout: selected === null ? 'mailbox list' : 'mailbox mail',
    content: markup`<nav class="mails" aria-label="${words.title}">
<ol>
${newestFirst.map((mail) => listItem(mail, { language, isShown: mail === shown }))}</ol>
</nav>
<div class="reading">
<p class="back"><a href="?">${words.back}</a></p>
${shown === undefined ? markup`<h1>${words.title}</h1><p class="card">${words.choose}</p>` : mailView(shown, language)}
</div>`,
  });
};

const emptyOutbox = (language: Language): string => {
  const { outbox: words } = wordingOf(language).page;
  return page({
    language,
    title: words.title,
    bar: 'narrow-bar',
    layout: 'narrow-page',
    content: markup`<div class="card stack"><h1>${words.title}</h1><p class="lead">${words.none}</p></div>`,
  });
};

const listItem = (
  { id, to, subject, sentAt }: Mail,
  { language, isShown }: { readonly language: Language; readonly isShown: boolean },
): Markup =>
  markup`<li><a href="?id=${encodeURIComponent(id)}"${isShown && markup` aria-current="true"`}><span class="subject">${subject}</span><span class="small">${to}</span><time class="small" datetime="${sentAt}">${formatInstant(sentAt, language)}</time></a></li>\n`;

/**
 * The body runs in a frame without scripts, forms or our origin, so that a mail can do no more here than in a mail
 * client; its links open in a tab of their own.
 */
const mailView = (mail: Mail, language: Language): Markup => {
  const { outbox: words } = wordingOf(language).page;
  const { to, subject, text, html, kind, sentAt, attachments } = mail;
  return markup`<article class="mail-view" aria-labelledby="subject">
<header class="mail-head">
<h1 id="subject">${subject}</h1>
<dl><dt>${words.to}</dt><dd>${to}</dd><dt>${words.sentAt}</dt><dd><time datetime="${sentAt}">${formatInstant(sentAt, language)}</time></dd><dt>${words.kind}</dt><dd>${kindName(kind, language)}</dd>${attachmentList(attachments, language)}</dl>
</header>
<iframe title="${words.body}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" srcdoc="${`<base target="_blank">${html}`}"></iframe>
<details><summary>${words.plainText}</summary><pre lang="${mail.language}">${text}</pre></details>
</article>`;
};

/** In words, and as the API calls it. A folder may hold a kind that this version has no words for. */
const kindName = (kind: MailKind, language: Language): Markup => {
  const { kinds } = wordingOf(language).page.outbox;
  return Object.hasOwn(kinds, kind) ? markup`${kinds[kind]} <code>${kind}</code>` : markup`${kind}`;
};

const attachmentList = (attachments: readonly Attachment[], language: Language): Markup | null => {
  const { outbox: words } = wordingOf(language).page;
  if (attachments.length === 0) return null;
  const items = attachments.map(
    ({ name, type, content }) =>
      markup`<li>${name} <span class="muted">${type}, ${words.bytes(formatCount(content.length, language))}</span></li>`,
  );
  return markup`<dt>${words.attachments}</dt><dd><ul>${items}</ul></dd>`;
};
