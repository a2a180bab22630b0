import type { Language } from '../mailer/mailer.js';

/**
 * The name of a country. The runtime's locale data may word it anew one day, which is no harm on a page: what the
 * invoice freezes is the code.
 * @param code ISO 3166-1 alpha-2; anything else is shown as it is.
 */
export const countryName = (code: string, language: Language): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code) : code;
