import { isIP } from 'node:net';
import { z } from 'zod';

/** What `--help` and error messages say about a setting. */
export interface SettingHelp {
  readonly meaning: string;
  /** Completes "set …". */
  readonly expects: string;
  /** The text that stands for the setting where it is not set; null when none does. */
  readonly fallback: string | null;
  /** What happens without a fallback where it is not set. */
  readonly otherwise?: string;
}

/** The help of each setting, kept with its schema. */
export const HELP = z.registry<SettingHelp>();

const PORT_MAX = 65_535;
const REQUESTS_PER_MINUTE_MAX = 1_000_000;
const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** Asymmetric ones only: with a shared secret, whoever can check a token can make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const webUrl = (text: string): URL | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
};

/** A new one each time: the help belongs to the schema. */
const text = (): z.ZodString => z.string();
const wholeNumber = (min: number, max: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
/** The lists of servers in esdb and mongodb URLs are more than a standard URL takes, so only the beginning is read. */
const serverUrl = (...schemes: readonly string[]): z.ZodType<string, string> =>
  z.string().refine((url) => /^\S+$/.test(url) && schemes.some((scheme) => url.startsWith(`${scheme}://`)));

const host = z
  .string()
  .transform((name) => name.replace(/^\[(.*)\]$/, '$1'))
  .refine((name) => isIP(name) !== 0 || HOST_NAME.test(name));
const publicUrl = z
  .string()
  .refine((url) => webUrl(url) !== null && !/[?#]/.test(url))
  .transform((url) => url.replace(/\/+$/, ''));
const signIn = z.string().refine((value) => value === 'development' || webUrl(value) !== null);
const algorithms = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(ALGORITHMS)));

/** Every setting, in the order in which `--help` shows them. */
export const SETTINGS = z.object({
  QUITTANCE_PORT: wholeNumber(0, PORT_MAX).register(HELP, {
    meaning: 'The port that HTTP is served on.',
    expects: `a whole number from 0 to ${PORT_MAX}; 0 picks a free port and prints it`,
    fallback: '3000',
  }),
  QUITTANCE_HOST: host.register(HELP, {
    meaning: 'The address that HTTP is served on.',
    expects: 'an IP address or a host name',
    fallback: '127.0.0.1',
  }),
  QUITTANCE_PUBLIC_URL: publicUrl.register(HELP, {
    meaning: 'Where people reach the web pages: the links in e-mails begin with it.',
    expects: 'an http or https URL without user, query and fragment',
    fallback: null,
    otherwise: 'the address that is printed at start',
  }),
  QUITTANCE_DATA: text().register(HELP, {
    meaning: 'The folder of the embedded adapters. One process at a time uses it.',
    expects: 'a folder',
    fallback: './data',
  }),
  QUITTANCE_MASTER_KEY: text().register(HELP, {
    meaning: 'The key that the keys of personal data are locked with. Every process needs the same; keep a copy of it.',
    expects: 'a file of 64 hexadecimal digits; where there is none, one is made',
    fallback: null,
    otherwise: 'master.key in the folder of QUITTANCE_DATA',
  }),
  QUITTANCE_CATALOG: text().register(HELP, {
    meaning: 'The plans and their prices.',
    expects: 'a YAML file',
    fallback: './config/catalog.yaml',
  }),
  QUITTANCE_ISSUER: text().register(HELP, {
    meaning: 'The seller, as printed on invoices.',
    expects: 'a YAML file',
    fallback: './config/issuer.yaml',
  }),
  QUITTANCE_CLOCK: z.enum(['system', 'test']).register(HELP, {
    meaning: 'Whose time billing runs on. The test clock stands still until it is moved; never in production.',
    expects: 'system or test',
    fallback: 'system',
  }),
  QUITTANCE_EVENT_STORE: z.enum(['embedded', 'eventstoredb']).register(HELP, {
    meaning: 'Where the events are kept.',
    expects: 'embedded, or eventstoredb with QUITTANCE_EVENTSTOREDB',
    fallback: 'embedded',
  }),
  QUITTANCE_EVENTSTOREDB: serverUrl('esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover').register(HELP, {
    meaning: 'The EventStoreDB server or cluster, for QUITTANCE_EVENT_STORE=eventstoredb.',
    expects: 'a URL that begins with esdb:// or esdb+discover://',
    fallback: null,
  }),
  QUITTANCE_READ_MODELS: z.enum(['embedded', 'mongodb']).register(HELP, {
    meaning: 'Where the read models are kept, and in databases of their own the keys of personal data.',
    expects: 'embedded, or mongodb with QUITTANCE_MONGODB',
    fallback: 'embedded',
  }),
  QUITTANCE_MONGODB: serverUrl('mongodb', 'mongodb+srv').register(HELP, {
    meaning: 'The MongoDB replica set, for QUITTANCE_READ_MODELS=mongodb.',
    expects: 'a URL that begins with mongodb:// or mongodb+srv://',
    fallback: null,
  }),
  QUITTANCE_JOBS: z.enum(['embedded', 'bullmq']).register(HELP, {
    meaning: 'Where the background jobs wait.',
    expects: 'embedded, or bullmq with QUITTANCE_REDIS',
    fallback: 'embedded',
  }),
  QUITTANCE_REDIS: serverUrl('redis', 'rediss').register(HELP, {
    meaning: 'The Redis server, for QUITTANCE_JOBS=bullmq.',
    expects: 'a URL that begins with redis:// or rediss://',
    fallback: null,
  }),
  QUITTANCE_NAMESPACE: z
    .string()
    .regex(/^[a-z0-9]{1,20}$/)
    // Databases of an installation without a namespace end so.
    .refine((name) => !['vault', 'sandbox', 'mails'].includes(name))
    .register(HELP, {
      meaning: 'Keeps several installations apart on the same servers: what one has, no other sees.',
      expects: '1 to 20 small letters and digits, the same for every process of an installation',
      fallback: null,
      otherwise: 'none: the servers belong to this installation',
    }),
  QUITTANCE_MAILER: z.enum(['outbox', 'smtp']).register(HELP, {
    meaning: 'Where e-mails go: the outbox keeps them in the embedded store and sends nothing.',
    expects: 'outbox, or smtp with QUITTANCE_SMTP',
    fallback: 'outbox',
  }),
  QUITTANCE_SMTP: serverUrl('smtp', 'smtps').register(HELP, {
    meaning: 'The mail server, for QUITTANCE_MAILER=smtp.',
    expects: 'a URL that begins with smtp:// or smtps://',
    fallback: null,
  }),
  QUITTANCE_PAYMENTS: z.enum(['sandbox']).register(HELP, {
    meaning: 'Who takes payments: the sandbox moves no money.',
    expects: 'sandbox',
    fallback: 'sandbox',
  }),
  QUITTANCE_AUTH: signIn.register(HELP, {
    meaning:
      'Who signs people in: the key set of an OpenID Connect provider, or development sign-in, which gives anybody ' +
      'any role and exists only with the embedded event store, a loopback host and NODE_ENV other than production.',
    expects: 'the JWKS URL of an OpenID Connect provider (https://…), or development',
    fallback: null,
    otherwise: 'development where that exists; elsewhere it must be set',
  }),
  QUITTANCE_AUTH_ISSUER: text().register(HELP, {
    meaning: 'The issuer that tokens must name. Needed with a JWKS URL.',
    expects: "the provider's issuer, exactly as its tokens name it in iss",
    fallback: null,
  }),
  QUITTANCE_AUTH_AUDIENCE: text().register(HELP, {
    meaning: 'The audience that tokens must name. Needed with a JWKS URL.',
    expects: 'the audience that the provider puts into aud for Quittance',
    fallback: null,
  }),
  QUITTANCE_AUTH_ALGORITHMS: algorithms.register(HELP, {
    meaning: 'The signatures that are accepted on tokens of a JWKS URL.',
    expects: `one or several of ${ALGORITHMS.join(', ')}, with commas between them`,
    fallback: 'RS256',
  }),
  QUITTANCE_RATE_LIMIT: wholeNumber(1, REQUESTS_PER_MINUTE_MAX).register(HELP, {
    meaning: 'How many requests a caller may send in a minute.',
    expects: `a whole number from 1 to ${REQUESTS_PER_MINUTE_MAX}`,
    fallback: '600',
  }),
  QUITTANCE_LOG: z.enum(LOG_LEVELS).register(HELP, {
    meaning: 'The least level that is logged.',
    expects: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
  }),
});

export type SettingName = keyof typeof SETTINGS.shape;
export const SETTING_NAMES = Object.keys(SETTINGS.shape) as readonly SettingName[];

/** For judging each setting by itself: any of them may be absent. */
export const SOME_SETTINGS = SETTINGS.partial();
export type SettingValues = z.output<typeof SOME_SETTINGS>;

/** For using them: absent are only those that have no fallback. */
export const ALL_SETTINGS = SETTINGS.partial({
  QUITTANCE_MASTER_KEY: true,
  QUITTANCE_NAMESPACE: true,
  QUITTANCE_PUBLIC_URL: true,
  QUITTANCE_EVENTSTOREDB: true,
  QUITTANCE_MONGODB: true,
  QUITTANCE_REDIS: true,
  QUITTANCE_SMTP: true,
  QUITTANCE_AUTH: true,
  QUITTANCE_AUTH_ISSUER: true,
  QUITTANCE_AUTH_AUDIENCE: true,
});
export type AllSettings = z.output<typeof ALL_SETTINGS>;

export const helpOf = (name: SettingName): SettingHelp => {
  const help = HELP.get(SETTINGS.shape[name]);
  if (help === undefined) throw new Error(`The setting ${name} has no help: register it with its schema`);
  return help;
};
