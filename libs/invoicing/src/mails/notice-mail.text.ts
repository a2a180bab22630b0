import { mailText } from './mail-frame.text.js';
import type { NoticeMailContent } from './notice-mail.content.js';

export const noticeMailText = (content: NoticeMailContent): string =>
  mailText(content, [[content.title, content.space], ...content.paragraphs.map((paragraph) => [paragraph])]);
