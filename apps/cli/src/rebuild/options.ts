import { PROJECTIONS } from '#apps/projector';
import type { Projection } from '#read-models/port';
import type { Locale } from '../client/index.js';
import { languageOfEnvironment } from '../demo/options.js';

export interface RebuildCommand {
  readonly projections: readonly Projection[];
  /** Builds and compares, and switches nothing. */
  readonly isCheck: boolean;
  readonly language: Locale;
}

const NAMES = PROJECTIONS.map(({ name }) => name).join(', ');

/** The command was asked for something that it does not know. */
export class NotUnderstood extends Error {
  constructor(what: string) {
    super(
      `"${what}" is not understood: use npm run rebuild -- [read model…] [--check] [--lang fr|en]\nThe read models are ${NAMES}; all of them unless told.`,
    );
    this.name = new.target.name;
  }
}

const languageOf = (text: string | undefined): Locale => {
  if (text === 'fr' || text === 'en') return text;
  throw new NotUnderstood(`--lang ${text ?? ''}`.trim());
};

const projectionOf = (name: string): Projection => {
  const projection = PROJECTIONS.find((one) => one.name === name);
  if (projection === undefined) throw new NotUnderstood(name);
  return projection;
};

/** @throws NotUnderstood */
export const readCommand = (argv: readonly string[], env: NodeJS.ProcessEnv): RebuildCommand => {
  const words = argv.flatMap((argument) => (argument.startsWith('--lang=') ? argument.split('=') : [argument]));
  let [language, isCheck] = [languageOfEnvironment(env), false];
  const names: string[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--check') isCheck = true;
    else if (word === '--lang') language = languageOf(words.shift());
    else names.push(word);
  }
  const chosen = names.map(projectionOf);
  const projections = chosen.length === 0 ? PROJECTIONS : PROJECTIONS.filter((one) => chosen.includes(one));
  return { projections, isCheck, language };
};
