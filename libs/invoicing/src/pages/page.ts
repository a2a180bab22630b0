import type { Language } from '../mailer/mailer.js';
import { type Markup, markup } from '../markup/markup.js';
import { wordingOf } from '../wording/index.js';
import { PAGE_STYLE } from './style.js';

/**
 * What these pages need and nothing else: no script, no outside resource. The styles are inline, also those of the
 * mails that the outbox shows.
 */
export const PAGE_CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface PageLink {
  readonly href: string;
  readonly label: string;
}

export interface PageParts {
  readonly language: Language;
  readonly title: string;
  /** Inside `main`. */
  readonly content: Markup;
  /** Classes of `main`, and of the bar above it. */
  readonly layout?: string;
  readonly bar?: string;
  /** Beside the product's name. */
  readonly navigation?: Markup | null;
}

/** A receipt with its torn edge. */
const MARK = markup`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill-rule="evenodd" d="M5 2h14a1 1 0 0 1 1 1v19l-3-2-2.5 2-2.5-2-2.5 2L7 20l-3 2V3a1 1 0 0 1 1-1Zm3 5v2h8V7H8Zm0 5v2h5v-2H8Z"/></svg>`;

/**
 * A whole document. Its address may hold the token of an invoice link, so it is never indexed and no other site is told
 * where a visitor comes from.
 */
export const page = ({ language, title, content, layout = '', bar = '', navigation = null }: PageParts): string =>
  markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${wordingOf(language).page.skip}</a>
<header class="bar ${bar}"><span class="brand">${MARK}Quittance</span>${navigation}</header>
<main id="content" tabindex="-1" class="${layout}">
${content}
</main>
</body>
</html>
`.source;
