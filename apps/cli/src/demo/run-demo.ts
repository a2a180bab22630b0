import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#composition';
import { QuittanceClient } from '../client/index.js';
import { projectRoot } from '../project-root.js';
import { startQuittance } from '../start.js';
import { monthsFrom } from './calendar.js';
import { checksOf, type Check } from './checks.js';
import { readOptions, UnknownOption, type DemoOptions, type Screen } from './options.js';
import { bar } from './render/bars.js';
import { fill } from './render/dictionary.js';
import { formatIn } from './render/format.js';
import { CLEAR_LINE } from './render/paint.js';
import * as report from './render/report.js';
import { voiceOf, wordsIn, type Voice } from './render/voice.js';
import { BEGINS_ON, ENDS_ON } from './story.js';
import { tell } from './teller.js';
import type { Told } from './told.js';

/** Ends of the demo, as exit codes. */
const ALL_GOOD = 0;
const SOMETHING_IS_WRONG = 1;
const NOT_UNDERSTOOD = 2;

const PROGRESS_WIDTH = 20;

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly screen: Screen;
}

/** Tells the story against the running code and prints it. Answers the exit code: 0 when every check holds. */
export const runDemo = async (
  argv: readonly string[],
  { env, screen }: Surroundings = { env: process.env, screen: process.stdout },
): Promise<number> => {
  try {
    const options = readOptions(argv, env, screen);
    return await tellAndPrint(options, screen);
  } catch (error) {
    if (!(error instanceof UnknownOption)) throw error;
    screen.write(`${error.message}\n`);
    return NOT_UNDERSTOOD;
  }
};

const tellAndPrint = async (options: DemoOptions, screen: Screen): Promise<number> => {
  const startedAtMs = performance.now();
  const told = await toldBy(options, screen);
  const checks = checksOf(told);
  const voice = voiceOf(options.language, options.isColoured, told);
  screen.write(`${printed(told, checks, { voice, width: options.width })}\n\n`);
  const isGood = checks.every(({ problems }) => problems.length === 0);
  const { verdict, took } = voice.words;
  const seconds = voice.format.seconds(performance.now() - startedAtMs);
  screen.write(`${isGood ? verdict.good : verdict.bad} ${voice.paint('dim', fill(took, { seconds }))}\n`);
  return isGood ? ALL_GOOD : SOMETHING_IS_WRONG;
};

/** Starts Quittance on a folder of its own, which is gone afterwards. What the environment sets is of no account. */
const toldBy = async ({ language, isWatched }: DemoOptions, screen: Screen): Promise<Told> => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-demo-'));
  try {
    const running = await startQuittance(readSettings(settingsIn(folder), { projectRoot: projectRoot() }));
    const onMonth = isWatched ? progress(language, screen) : () => undefined;
    try {
      return await tell({ client: new QuittanceClient(running.url), language, onMonth });
    } finally {
      if (isWatched) screen.write(CLEAR_LINE);
      await running.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const settingsIn = (folder: string) => ({
  QUITTANCE_PORT: '0',
  QUITTANCE_DATA: folder,
  QUITTANCE_CLOCK: 'test',
  QUITTANCE_LOG: 'error',
  QUITTANCE_RATE_LIMIT: '100000',
});

const progress = (language: DemoOptions['language'], screen: Screen) => {
  const { telling } = wordsIn(language);
  const format = formatIn(language);
  const months = monthsFrom(BEGINS_ON, ENDS_ON);
  return (month: string): void => {
    const done = bar(months.indexOf(month) + 1, months.length, PROGRESS_WIDTH).padEnd(PROGRESS_WIDTH, '░');
    screen.write(`${CLEAR_LINE}${telling} ${done} ${format.month(month)}`);
  };
};

const printed = (
  told: Told,
  checks: readonly Check[],
  { voice, width }: { readonly voice: Voice; readonly width: number },
): string => {
  const section = (name: Parameters<typeof report.heading>[1], ...parts: readonly string[]): string =>
    [report.heading(voice, name), ...parts].join('\n');
  return [
    report.introduction(voice, told),
    section('months', report.monthsTable(told, voice, width), report.monthsPlot(told, voice)),
    section('invoices', report.invoicesTable(told, voice, width)),
    section('mails', report.mailsTable(told, voice)),
    section('sums', report.sumsTable(told, voice)),
    section('checks', report.checksList(checks, voice)),
  ].join('\n\n');
};
