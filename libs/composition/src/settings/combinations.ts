import { BlockList, isIP } from 'node:net';
import type { ConfigurationProblem } from '../configuration-refused.js';
import type { SettingName, SettingValues } from './definitions.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** An address may have the brackets that it has in a URL. */
const isLoopback = (name: string): boolean => {
  const host = name.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(host);
  return version === 0 ? host.toLowerCase() === 'localhost' : LOOPBACK.check(host, version === 6 ? 'ipv6' : 'ipv4');
};

interface Situation {
  readonly values: SettingValues;
  readonly isProduction: boolean;
}

type Check = (situation: Situation) => readonly ConfigurationProblem[];

const problem = (where: SettingName, message: string): ConfigurationProblem => ({ where, message });

/** What keeps development sign-in from existing. A setting that is not valid has its own problem and counts for none. */
const againstDevelopment = ({ values, isProduction }: Situation): readonly string[] => [
  ...(isProduction ? ['NODE_ENV is production'] : []),
  ...((values.QUITTANCE_EVENT_STORE ?? 'embedded') === 'embedded' ? [] : ['the event store is not the embedded one']),
  ...(isLoopback(values.QUITTANCE_HOST ?? 'localhost') ? [] : ['QUITTANCE_HOST is not a loopback address']),
];

const checkDevelopmentSignIn: Check = (situation) => {
  const { QUITTANCE_AUTH: auth = 'development' } = situation.values;
  const reasons = againstDevelopment(situation);
  if (auth !== 'development' || reasons.length === 0) return [];
  const message =
    `development sign-in gives anybody any role, and ${reasons.join(' and ')}: set the JWKS URL of your ` +
    'OpenID Connect provider, with QUITTANCE_AUTH_ISSUER and QUITTANCE_AUTH_AUDIENCE';
  return [problem('QUITTANCE_AUTH', message)];
};

const checkProvider: Check = ({ values, isProduction }) => {
  const { QUITTANCE_AUTH: url = 'development' } = values;
  if (url === 'development') return [];
  const needed = (['QUITTANCE_AUTH_ISSUER', 'QUITTANCE_AUTH_AUDIENCE'] as const).filter((name) => !values[name]);
  const missing = needed.map((name) =>
    problem(name, 'a token of anybody who uses the same provider would be accepted without it: set it'),
  );
  const isOpen = isProduction && new URL(url).protocol !== 'https:' && !isLoopback(new URL(url).hostname);
  const open = problem('QUITTANCE_AUTH', 'keys that come over http can be exchanged on the way: set an https URL');
  return isOpen ? [open, ...missing] : missing;
};

const checkClock: Check = ({ values, isProduction }) =>
  isProduction && values.QUITTANCE_CLOCK === 'test'
    ? [
        problem(
          'QUITTANCE_CLOCK',
          'the test clock would bill days that have not come, and NODE_ENV is production: set system',
        ),
      ]
    : [];

const checkPublicUrl: Check = ({ values }) => {
  const { QUITTANCE_HOST: host, QUITTANCE_PUBLIC_URL: url } = values;
  const isEveryAddress = host === '0.0.0.0' || host === '::';
  if (!isEveryAddress || url !== undefined) return [];
  return [
    problem(
      'QUITTANCE_PUBLIC_URL',
      `nobody can open ${host}, which links in e-mails would name: set the URL that people use`,
    ),
  ];
};

/** What each adapter of a server is called, and the setting that names the server. */
const SERVERS = [
  { adapter: 'QUITTANCE_EVENT_STORE', name: 'eventstoredb', url: 'QUITTANCE_EVENTSTOREDB' },
  { adapter: 'QUITTANCE_READ_MODELS', name: 'mongodb', url: 'QUITTANCE_MONGODB' },
  { adapter: 'QUITTANCE_JOBS', name: 'bullmq', url: 'QUITTANCE_REDIS' },
  { adapter: 'QUITTANCE_MAILER', name: 'smtp', url: 'QUITTANCE_SMTP' },
] as const;

const checkServers: Check = ({ values }) =>
  SERVERS.filter(({ adapter, name, url }) => values[adapter] === name && values[url] === undefined).map(
    ({ adapter, name, url }) => problem(url, `${adapter} is ${name}, whose server is not named: set its URL`),
  );

const CHECKS: readonly Check[] = [checkServers, checkClock, checkDevelopmentSignIn, checkProvider, checkPublicUrl];

/** What each setting allows by itself and all of them together do not. */
export const combinationProblems = (situation: Situation): readonly ConfigurationProblem[] =>
  CHECKS.flatMap((check) => check(situation));
