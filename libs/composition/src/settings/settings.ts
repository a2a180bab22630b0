import { join, resolve } from 'node:path';
import { ConfigurationRefused, type ConfigurationProblem } from '../configuration-refused.js';
import { combinationProblems } from './combinations.js';
import {
  ALL_SETTINGS,
  helpOf,
  SETTING_NAMES,
  SOME_SETTINGS,
  type AllSettings,
  type LOG_LEVELS,
  type SettingName,
  type SettingValues,
} from './definitions.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Who signs people in. */
export type SignIn =
  /** `POST /v1/dev/tokens` gives anybody any role; `GET /v1/mail` exists. */
  | { readonly kind: 'development' }
  | {
      readonly kind: 'jwks';
      readonly jwksUrl: string;
      readonly issuer: string;
      readonly audience: string;
      /** Signature algorithms accepted, at least one, all asymmetric. */
      readonly algorithms: readonly string[];
    };

/** What the operator set, valid as a whole. Frozen. Server URLs may hold passwords: never log this object. */
export interface Settings {
  /** 0: the system picks a free one. */
  readonly port: number;
  /** An IP address, without brackets, or a host name. */
  readonly host: string;
  /** Without a slash at the end; null: the printed address. */
  readonly publicUrl: string | null;
  /** Absolute. */
  readonly dataFolder: string;
  /** Absolute. */
  readonly masterKeyFile: string;
  /** Absolute. */
  readonly catalogFile: string;
  /** Absolute. */
  readonly issuerFile: string;
  readonly clock: 'system' | 'test';
  readonly eventStore: 'embedded' | 'eventstoredb';
  readonly readModels: 'embedded' | 'mongodb';
  readonly jobs: 'embedded' | 'bullmq';
  readonly mailer: 'outbox' | 'smtp';
  readonly payments: 'sandbox';
  /** `NODE_ENV` is production. */
  readonly isProduction: boolean;
  readonly servers: {
    readonly eventstoredb: string | null;
    readonly mongodb: string | null;
    readonly redis: string | null;
    readonly smtp: string | null;
  };
  /** On the servers; null when they belong to this installation. */
  readonly namespace: string | null;
  readonly signIn: SignIn;
  /** Requests of one caller. */
  readonly requestsPerMinute: number;
  readonly logLevel: LogLevel;
  /** Names that begin like a setting and are none, probably misspelt: worth a warning in the log. */
  readonly unknownNames: readonly string[];
}

interface ReadOptions {
  /** Relative paths count from here. */
  readonly projectRoot: string;
}

/** Long enough for any name and number; whatever could be an address or a URL may hold a secret and is not repeated. */
const MAY_BE_SHOWN = /^[\w.,: -]{1,40}$/;

type SettingTexts = Readonly<Partial<Record<SettingName, string>>>;

/** Set to nothing is the same as not set: compose files and `.env` files pass empty values on. */
const textsOf = (env: Environment): SettingTexts => {
  const texts = SETTING_NAMES.map((name) => [name, env[name]?.trim() || helpOf(name).fallback] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== null));
};

const problemOf = (name: SettingName, text: string): ConfigurationProblem => {
  const given = MAY_BE_SHOWN.test(text) ? JSON.stringify(text) : 'what it is set to';
  return { where: name, message: `${given} cannot be used: set ${helpOf(name).expects}` };
};

/** Each setting is judged by itself, so that one that is wrong does not hide what is wrong with the others. */
const judge = (texts: SettingTexts): { values: SettingValues; problems: readonly ConfigurationProblem[] } => {
  const { error } = SOME_SETTINGS.safeParse(texts);
  const wrong = new Set(error?.issues.map(({ path }) => path[0]));
  const right = Object.fromEntries(Object.entries(texts).filter(([name]) => !wrong.has(name)));
  const problems = SETTING_NAMES.filter((name) => wrong.has(name)).map((name) => problemOf(name, texts[name] ?? ''));
  return { values: SOME_SETTINGS.parse(right), problems };
};

const inOrder = (problems: readonly ConfigurationProblem[]): readonly ConfigurationProblem[] =>
  SETTING_NAMES.flatMap((name) => problems.filter(({ where }) => where === name));

const unknownNames = (env: Environment): readonly string[] =>
  Object.keys(env).filter(
    (name) => /^QUITTANCE_(?!TEST_)/.test(name) && !(SETTING_NAMES as readonly string[]).includes(name),
  );

const signInOf = (values: AllSettings): SignIn => {
  const { QUITTANCE_AUTH: jwksUrl = 'development', QUITTANCE_AUTH_ISSUER: issuer } = values;
  const { QUITTANCE_AUTH_AUDIENCE: audience, QUITTANCE_AUTH_ALGORITHMS: algorithms } = values;
  if (jwksUrl === 'development') return { kind: 'development' };
  if (issuer === undefined || audience === undefined) {
    throw new Error('A key set is used with an issuer and an audience only: check the combinations of settings first');
  }
  return { kind: 'jwks', jwksUrl, issuer, audience, algorithms };
};

const settingsOf = (
  values: AllSettings,
  { projectRoot }: ReadOptions,
): Omit<Settings, 'unknownNames' | 'isProduction'> => ({
  port: values.QUITTANCE_PORT,
  host: values.QUITTANCE_HOST,
  publicUrl: values.QUITTANCE_PUBLIC_URL ?? null,
  dataFolder: resolve(projectRoot, values.QUITTANCE_DATA),
  masterKeyFile: resolve(projectRoot, values.QUITTANCE_MASTER_KEY ?? join(values.QUITTANCE_DATA, 'master.key')),
  catalogFile: resolve(projectRoot, values.QUITTANCE_CATALOG),
  issuerFile: resolve(projectRoot, values.QUITTANCE_ISSUER),
  clock: values.QUITTANCE_CLOCK,
  eventStore: values.QUITTANCE_EVENT_STORE,
  readModels: values.QUITTANCE_READ_MODELS,
  jobs: values.QUITTANCE_JOBS,
  mailer: values.QUITTANCE_MAILER,
  payments: values.QUITTANCE_PAYMENTS,
  servers: {
    eventstoredb: values.QUITTANCE_EVENTSTOREDB ?? null,
    mongodb: values.QUITTANCE_MONGODB ?? null,
    redis: values.QUITTANCE_REDIS ?? null,
    smtp: values.QUITTANCE_SMTP ?? null,
  },
  namespace: values.QUITTANCE_NAMESPACE ?? null,
  signIn: signInOf(values),
  requestsPerMinute: values.QUITTANCE_RATE_LIMIT,
  logLevel: values.QUITTANCE_LOG,
});

const deepFreeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
};

/**
 * The settings of an environment (`process.env`).
 * @throws ConfigurationRefused with every problem at once: values that cannot be, and combinations that are unsafe.
 */
export const readSettings = (env: Environment, options: ReadOptions): Settings => {
  const texts = textsOf(env);
  const { values, problems } = judge(texts);
  const isProduction = env['NODE_ENV']?.trim().toLowerCase() === 'production';
  const all = inOrder([...problems, ...combinationProblems({ values, isProduction })]);
  if (all.length > 0) throw new ConfigurationRefused(all);
  const settings = settingsOf(ALL_SETTINGS.parse(texts), options);
  return deepFreeze({ ...settings, isProduction, unknownNames: unknownNames(env) });
};
