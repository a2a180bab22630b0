import type { Language } from '../mailer/mailer.js';
import type { Dictionary } from './dictionary.js';
import { english } from './english.js';
import { french } from './french.js';

const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { en: english, fr: french };

export const wordingOf = (language: Language): Dictionary => DICTIONARIES[language];
