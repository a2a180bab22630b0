import { markup } from '../markup/markup.js';
import { mailHtml } from './mail-frame.html.js';
import type { NoticeMailContent } from './notice-mail.content.js';

export const noticeMailHtml = (content: NoticeMailContent): string => {
  const { title, space, greeting, paragraphs } = content;
  return mailHtml(
    content,
    markup`<h1 class="headline">${title}</h1>
${space && markup`<p class="about">${space}</p>\n`}<p>${greeting}</p>
${paragraphs.map((paragraph, i) => [i > 0 && '\n', markup`<p>${paragraph}</p>`])}`,
  );
};
