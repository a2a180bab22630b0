/** HTML that is ready to be sent: everything in it that came from outside has been escaped. */
export class Markup {
  constructor(readonly source: string) {}
}

/** What may stand in a template. Text is escaped, markup is taken as it is, null and false leave nothing behind. */
export type Part = string | number | Markup | null | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside a quoted attribute, of either quotes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const sourceOf = (part: Part): string => {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(sourceOf).join('');
  return escapeHtml(String(part));
};

/**
 * Template tag for HTML. A value is escaped unless it is markup already, so what a user typed stays text without anyone
 * thinking of it. Attributes must be quoted. It is not called `html` because the formatter would then move white space.
 */
export const markup = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(template.reduce((source, text, i) => source + sourceOf(parts[i - 1] ?? null) + text));
