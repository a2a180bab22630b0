import type { Locale } from '../../client/index.js';
import type { Told } from '../told.js';
import { ENGLISH, FRENCH, type Dictionary } from './dictionary.js';
import { formatIn, type Format } from './format.js';
import { paintWith, type Paint } from './paint.js';

/** How the demo speaks: in which words, with which forms of amounts and days, in which colours. */
export interface Voice {
  readonly words: Dictionary;
  readonly format: Format;
  readonly paint: Paint;
  /** What the days of events and mails are counted in. */
  readonly timeZone: string;
  /** As the catalog calls it. */
  readonly planName: (plan: string) => string;
}

const WORDS: Readonly<Record<Locale, Dictionary>> = { en: ENGLISH, fr: FRENCH };

export const wordsIn = (language: Locale): Dictionary => WORDS[language];

export const voiceOf = (
  language: Locale,
  isColoured: boolean,
  { plans, timeZone }: Pick<Told, 'plans' | 'timeZone'>,
): Voice => ({
  words: wordsIn(language),
  format: formatIn(language),
  paint: paintWith(isColoured),
  timeZone,
  planName: (plan) => plans.plans.find(({ id }) => id === plan)?.names[language] ?? plan,
});
