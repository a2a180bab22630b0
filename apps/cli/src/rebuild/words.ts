import type { Difference, Rebuilt } from '#read-models/generations';
import type { Locale } from '../client/index.js';

/** Everything that a rebuild says, in one language. `{name}` is filled in. */
export interface Words {
  readonly columns: readonly [string, string, string, string, string, string, string];
  readonly building: string;
  readonly comparing: string;
  readonly pace: string;
  readonly left: string;
  readonly equal: string;
  readonly different: string;
  readonly outcomes: Readonly<Record<Exclude<Rebuilt['outcome'], 'switched' | 'checked'>, string>>;
  readonly kinds: Readonly<Record<Difference['kind'], string>>;
  readonly more: string;
  readonly failed: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
}

export type Verdict = 'rebuilt' | 'mended' | 'sound' | 'unsound' | 'failed';

const ENGLISH: Words = {
  columns: ['Read model', 'Events', 'Documents', 'Seconds', 'Hash before', 'Hash after', 'Result'],
  building: '{name}: {events} events, {percent}',
  comparing: '{name}: comparing',
  pace: '{pace} events/s',
  left: '{seconds} s left',
  equal: 'equal',
  different: '{count} different',
  outcomes: { built: 'built, there was none', absent: 'not there' },
  kinds: {
    altered: 'is not what the events make',
    missing: 'was missing',
    surplus: 'was there though no event made it',
  },
  more: '… and {count} more',
  failed: 'not rebuilt',
  verdicts: {
    rebuilt: 'Rebuilt from the events; what was there was the same.',
    mended: 'Rebuilt from the events. What was there was not right and has been replaced.',
    sound: 'The read models are what the events make.',
    unsound: 'The read models are not what the events make: npm run rebuild mends them.',
    failed: 'Not everything was rebuilt: what stands above is to be done again.',
  },
};

const FRENCH: Words = {
  columns: ['Modèle', 'Événements', 'Documents', 'Secondes', 'Empreinte avant', 'Empreinte après', 'Résultat'],
  building: '{name} : {events} événements, {percent}',
  comparing: '{name} : comparaison',
  pace: '{pace} événements/s',
  left: 'encore {seconds} s',
  equal: 'identique',
  different: '{count} écart(s)',
  outcomes: { built: 'construit, il n’y en avait pas', absent: 'absent' },
  kinds: {
    altered: 'n’est pas ce que donnent les événements',
    missing: 'manquait',
    surplus: 'était là sans qu’aucun événement ne l’explique',
  },
  more: '… et {count} de plus',
  failed: 'non reconstruit',
  verdicts: {
    rebuilt: 'Reconstruit depuis les événements ; ce qui était là était identique.',
    mended: 'Reconstruit depuis les événements. Ce qui était là n’était pas juste et a été remplacé.',
    sound: 'Les modèles de lecture sont bien ce que donnent les événements.',
    unsound: 'Les modèles de lecture ne sont pas ce que donnent les événements : npm run rebuild les répare.',
    failed: 'Tout n’a pas été reconstruit : ce qui figure ci-dessus est à refaire.',
  },
};

const WORDS: Readonly<Record<Locale, Words>> = { en: ENGLISH, fr: FRENCH };

export const wordsIn = (language: Locale): Words => WORDS[language];
