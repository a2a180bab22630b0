import { ConfigurationRefused } from '../configuration-refused.js';
import { DataFolderInUse } from '../ports/data-lock.js';
import { settingsHelp } from '../settings/help.js';
import { readSettings, type Settings } from '../settings/settings.js';

/** A part of Quittance, or all of it, at work. */
export interface Running {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Lets what is under way end, then closes everything. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** The folder of Quittance: relative paths of settings count from it. */
  readonly projectRoot: string;
  readonly start: (settings: Settings) => Promise<Running>;
  /** What is printed when it runs. The line that scripts wait for comes last. */
  readonly welcome: (url: string, settings: Settings) => string;
}

/** What an operator can mend is said in a sentence; anything else is a fault of ours, and its place is of use. */
export const endWithError = (error: unknown): void => {
  const isOperators = error instanceof ConfigurationRefused || error instanceof DataFolderInUse;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${isOperators ? (error as Error).message : stack}\n`);
  process.exit(1);
};

const stopAtSignals = (running: Running): void => {
  const stop = (): void => {
    // A second signal ends it at once.
    process.once('SIGINT', () => process.exit(1));
    process.once('SIGTERM', () => process.exit(1));
    running.stop().then(() => process.exit(0), endWithError);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

/** Starts with the settings of the environment and runs until it is told to stop; `--help` prints them instead. */
export const runProcess = async ({ projectRoot, start, welcome }: ProcessOptions): Promise<void> => {
  if (process.argv.includes('--help')) {
    process.stdout.write(settingsHelp());
    return;
  }
  try {
    const settings = readSettings(process.env, { projectRoot });
    const running = await start(settings);
    process.stdout.write(welcome(running.url, settings));
    stopAtSignals(running);
  } catch (error) {
    endWithError(error);
  }
};
