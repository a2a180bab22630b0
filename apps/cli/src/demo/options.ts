import type { Locale } from '../client/index.js';

export interface DemoOptions {
  readonly language: Locale;
  readonly isColoured: boolean;
  /** Whether somebody watches, so that progress is worth showing. */
  readonly isWatched: boolean;
  /** Columns that a line may have. */
  readonly width: number;
}

/** Where the demo writes, and what it knows of it. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const WIDTH_MIN = 100;
const WIDTH_MAX = 140;
const WIDTH_OF_FILES = 120;

const USAGE = 'npm run demo -- [--lang fr|en]';

/** The demo was asked for something that it does not know. */
export class UnknownOption extends Error {
  constructor(option: string) {
    super(`"${option}" is no option of the demo: use ${USAGE}`);
    this.name = new.target.name;
  }
}

const languageOf = (text: string): Locale => {
  if (text === 'fr' || text === 'en') return text;
  throw new UnknownOption(`--lang ${text}`);
};

/** `fr_FR.UTF-8` is French; everything that is not French is English. */
export const languageOfEnvironment = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale =>
  /^fr\b|^fr_/i.test(LC_ALL ?? LC_MESSAGES ?? LANG ?? '') ? 'fr' : 'en';

const languageIn = (argv: readonly string[]): Locale | null => {
  const [first, ...rest] = argv.flatMap((argument) => argument.split('='));
  if (first === undefined) return null;
  const [language, more] = rest;
  if (first !== '--lang' || more !== undefined) throw new UnknownOption(argv.join(' '));
  return languageOf(language ?? '');
};

/** @throws UnknownOption */
export const readOptions = (argv: readonly string[], env: NodeJS.ProcessEnv, screen: Screen): DemoOptions => {
  const isWatched = screen.isTTY === true;
  const columns = screen.columns ?? WIDTH_OF_FILES;
  return {
    language: languageIn(argv) ?? languageOfEnvironment(env),
    // https://no-color.org: any value that is not empty.
    isColoured: isWatched && !env['NO_COLOR'],
    isWatched,
    width: Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, columns)),
  };
};
