import type { Difference, Rebuilt } from '#read-models/generations';
import { fill } from '../demo/render/dictionary.js';
import { table, type Row } from '../demo/render/table.js';
import type { Verdict, Words } from './words.js';

/** What became of one read model. */
export type Outcome = Rebuilt | { readonly projection: string; readonly failure: Error };

const HASH_SHOWN = 12;
const DIFFERENCES_SHOWN = 20;
const MS = 1_000;

export const isFailed = (outcome: Outcome): outcome is Extract<Outcome, { failure: Error }> => 'failure' in outcome;

const differencesOf = (outcome: Outcome): readonly Difference[] =>
  isFailed(outcome) ? [] : (outcome.comparison?.differences ?? []);

const resultOf = (rebuilt: Rebuilt, words: Words): string => {
  const { outcome, comparison } = rebuilt;
  if (outcome === 'built' || outcome === 'absent') return words.outcomes[outcome];
  const count = comparison?.differences.length ?? 0;
  return count === 0 ? words.equal : fill(words.different, { count: String(count) });
};

const rowOf = (outcome: Outcome, words: Words, locale: string): Row => {
  if (isFailed(outcome)) return [outcome.projection, '', '', '', '', '', words.failed];
  const { projection, events, durationMs, comparison } = outcome;
  const whole = new Intl.NumberFormat(locale);
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return [
    projection,
    whole.format(events),
    comparison === null ? '' : whole.format(comparison.documents),
    seconds.format(durationMs / MS),
    comparison?.hashBefore.slice(0, HASH_SHOWN) ?? '',
    comparison?.hashAfter.slice(0, HASH_SHOWN) ?? '',
    resultOf(outcome, words),
  ];
};

const listOf = (outcome: Outcome, words: Words): readonly string[] => {
  if (isFailed(outcome)) return [outcome.failure.message];
  const differences = differencesOf(outcome);
  const shown = differences.slice(0, DIFFERENCES_SHOWN);
  const lines = shown.map(({ collection, id, kind }) => `${collection} ${JSON.stringify(id)} ${words.kinds[kind]}`);
  const more = differences.length - shown.length;
  return more > 0 ? [...lines, fill(words.more, { count: String(more) })] : lines;
};

export const verdictOf = (outcomes: readonly Outcome[], isCheck: boolean): Verdict => {
  if (outcomes.some(isFailed)) return 'failed';
  const isSound = outcomes.every((one) => differencesOf(one).length === 0);
  if (!isCheck) return isSound ? 'rebuilt' : 'mended';
  return isSound && outcomes.every((one) => !isFailed(one) && one.outcome !== 'absent') ? 'sound' : 'unsound';
};

interface Told {
  readonly words: Words;
  readonly locale: string;
  readonly isCheck: boolean;
}

/** The table, what was different, and what it comes to. */
export const reportOf = (outcomes: readonly Outcome[], { words, locale, isCheck }: Told): string => {
  const [name, events, documents, seconds, before, after, result] = words.columns;
  const right = 'right' as const;
  const columns = [
    { title: name },
    ...[events, documents, seconds].map((title) => ({ title, align: right })),
    ...[before, after, result].map((title) => ({ title })),
  ];
  const rows = outcomes.map((outcome) => rowOf(outcome, words, locale));
  const lists = outcomes.flatMap((outcome) => listOf(outcome, words));
  return [table(columns, rows), ...lists, words.verdicts[verdictOf(outcomes, isCheck)], ''].join('\n');
};
