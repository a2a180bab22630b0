import type { Language } from '../mailer/mailer.js';
import { type Markup, markup } from '../markup/markup.js';
import { wordingOf } from '../wording/index.js';
import { page } from './page.js';

export interface SignInPageModel {
  readonly language: Language;
  /** Where to go once signed in. Whoever answers the form checks that it is a path of ours. */
  readonly next: string;
  /** With development sign-in: what takes `memberId` and `next` by POST. Without it one signs in elsewhere. */
  readonly action?: string | undefined;
}

/** What an anonymous visitor of an invoice link gets (R60). */
export const signInPage = ({ language, next, action }: SignInPageModel): string => {
  const { signIn: words } = wordingOf(language).page;
  return page({
    language,
    title: words.title,
    bar: 'narrow-bar',
    layout: 'narrow-page',
    content: markup`<div class="card stack">
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${action === undefined ? elsewhere(next, language) : form({ next, action }, language)}
</div>`,
  });
};

const form = ({ next, action }: { readonly next: string; readonly action: string }, language: Language): Markup => {
  const { signIn: words } = wordingOf(language).page;
  return markup`<form class="stack" method="post" action="${action}">
<div class="field"><label for="memberId">${words.memberId}</label>
<input id="memberId" name="memberId" required autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby="hint">
<p id="hint" class="small muted">${words.hint}</p></div>
<input type="hidden" name="next" value="${next}">
<div><button class="button" type="submit">${words.submit}</button></div>
</form>`;
};

const elsewhere = (next: string, language: Language): Markup => {
  const { signIn: words } = wordingOf(language).page;
  return markup`<p>${words.elsewhere}</p>
<p><a class="button" href="${next}">${words.again}</a></p>`;
};
