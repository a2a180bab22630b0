import { setTimeout as pause } from 'node:timers/promises';
import { openReadSide, type ReadSide, type Settings } from '#composition';
import { GENERATION_CACHE_MS, rebuild, RebuildOvertaken, retireReplaced } from '#read-models/generations';
import { checkpointName, type Projection } from '#read-models/port';
import type { Screen } from '../demo/options.js';
import { NotUnderstood, readCommand, type RebuildCommand } from './options.js';
import { ProgressScreen } from './progress.js';
import { isFailed, reportOf, verdictOf, type Outcome } from './report.js';
import { wordsIn, type Verdict } from './words.js';

const NOT_UNDERSTOOD = 2;

/** A check that finds something, and a rebuild that could not be done, are failures to a script; mending is none. */
const EXIT_CODES: Readonly<Record<Verdict, number>> = { rebuilt: 0, mended: 0, sound: 0, unsound: 1, failed: 1 };

/** Readers in other processes leave a generation after `GENERATION_CACHE_MS` and the time of one read. */
const GRACE_MS = 10 * GENERATION_CACHE_MS;

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const;

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly screen: Screen;
}

/**
 * Builds read models anew, compares and switches, or only compares. Answers the exit code: 1 when a check finds a
 * difference or a rebuild could not be done.
 * @throws what `openReadSide` throws.
 */
export const runRebuild = async (
  argv: readonly string[],
  settings: () => Settings,
  { env, screen }: Surroundings = { env: process.env, screen: process.stdout },
): Promise<number> => {
  try {
    const command = readCommand(argv, env);
    return await rebuildAndReport(command, await openReadSide(settings()), screen);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    screen.write(`${error.message}\n`);
    return NOT_UNDERSTOOD;
  }
};

const rebuildAndReport = async (command: RebuildCommand, readSide: ReadSide, screen: Screen): Promise<number> => {
  const { isCheck, language } = command;
  const [words, locale] = [wordsIn(language), LOCALES[language]];
  const progress = new ProgressScreen(screen, { words, locale });
  try {
    const outcomes: Outcome[] = [];
    for (const projection of command.projections) {
      outcomes.push(await outcomeOf(projection, readSide, { isCheck, progress }));
    }
    await retire(command.projections, outcomes, readSide);
    progress.clear();
    screen.write(reportOf(outcomes, { words, locale, isCheck }));
    return EXIT_CODES[verdictOf(outcomes, isCheck)];
  } finally {
    await readSide.close();
  }
};

interface Manner {
  readonly isCheck: boolean;
  readonly progress: ProgressScreen;
}

const outcomeOf = async (
  projection: Projection,
  { store, readModels }: ReadSide,
  { isCheck, progress }: Manner,
): Promise<Outcome> => {
  try {
    return await rebuild(projection, { store, readModels, isCheck, onProgress: (one) => progress.show(one) });
  } catch (failure) {
    if (!(failure instanceof RebuildOvertaken)) throw failure;
    return { projection: checkpointName(projection), failure };
  }
};

const retire = async (
  projections: readonly Projection[],
  outcomes: readonly Outcome[],
  { readModels, isExclusive }: ReadSide,
): Promise<void> => {
  const hasReplaced = outcomes.some((outcome) => !isFailed(outcome) && outcome.replaced.length > 0);
  if (!isExclusive && hasReplaced) await pause(GRACE_MS);
  for (const [index, projection] of projections.entries()) {
    const outcome = outcomes[index];
    if (outcome !== undefined && !isFailed(outcome)) await retireReplaced(projection, readModels, outcome);
  }
};
