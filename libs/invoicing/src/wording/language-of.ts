import type { Language } from '../mailer/mailer.js';

/** The language to speak to someone with a locale like `fr-CA`; English where there is no dictionary for it. */
export const languageOf = (locale: string | null | undefined): Language =>
  /^fr(?![a-z])/i.test(locale ?? '') ? 'fr' : 'en';
