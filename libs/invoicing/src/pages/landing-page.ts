import type { Language } from '../mailer/mailer.js';
import { markup } from '../markup/markup.js';
import { wordingOf } from '../wording/index.js';
import { page, type PageLink } from './page.js';

export interface LandingPageModel {
  readonly links: readonly (PageLink & { readonly description?: string | undefined })[];
  /** English unless told. */
  readonly language?: Language | undefined;
}

/** What stands at the root as long as no other page does: where things are. */
export const landingPage = ({ links, language = 'en' }: LandingPageModel): string => {
  const items = links.map(
    ({ href, label, description }) =>
      markup`<li><a href="${href}">${label}</a>${description !== undefined && markup`<p class="muted">${description}</p>`}</li>\n`,
  );
  return page({
    language,
    title: 'Quittance',
    bar: 'narrow-bar',
    layout: 'narrow-page',
    content: markup`<div class="card stack">
<h1>Quittance</h1>
<p class="lead">${wordingOf(language).page.landing.lead}</p>
${items.length > 0 && markup`<ul class="links">\n${items}</ul>\n`}</div>`,
  });
};
