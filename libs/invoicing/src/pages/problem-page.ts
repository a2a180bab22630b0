import type { Language } from '../mailer/mailer.js';
import { markup } from '../markup/markup.js';
import { type PageProblem, type ProblemWords, wordingOf } from '../wording/index.js';
import { page, type PageLink } from './page.js';
import { mailLink } from './parts.js';

export interface ProblemPageModel {
  readonly language: Language;
  readonly title: string;
  /** What happened and what to do next. */
  readonly detail: string;
  /** Whom to write to. */
  readonly contact?: string | undefined;
  /** What most people do next. */
  readonly action?: PageLink | undefined;
}

/** What stands in the place of a page that cannot be shown: 403, 404. */
export const problemPage = ({ language, title, detail, contact, action }: ProblemPageModel): string =>
  page({
    language,
    title,
    bar: 'narrow-bar',
    layout: 'narrow-page',
    content: markup`<div class="card stack">
<h1>${title}</h1>
<p class="lead">${detail}</p>
${action !== undefined && markup`<p><a class="button" href="${action.href}">${action.label}</a></p>\n`}${contact !== undefined && markup`<p class="muted">${wordingOf(language).page.contact} ${mailLink(contact)}</p>\n`}</div>`,
  });

/** Title and detail of the usual problems: R60's 403 for anyone but the owner, a token that never was, any other 404. */
export const pageProblem = (problem: PageProblem, language: Language): ProblemWords =>
  wordingOf(language).page.problem[problem];
