import { problemsOf } from '../testing/index.js';
import { readSettings, settingsHelp, type Environment, type Settings } from './index.js';

const read = (env: Environment = {}): Settings => readSettings(env, { projectRoot: '/srv/quittance' });
const problems = (env: Environment): readonly string[] => problemsOf(() => read(env));
/** The settings that are refused, without the words. */
const refused = (env: Environment): readonly string[] => problems(env).map((problem) => problem.split(':')[0] ?? '');

const PROVIDER = {
  QUITTANCE_AUTH: 'https://id.example/jwks',
  QUITTANCE_AUTH_ISSUER: 'https://id.example/',
  QUITTANCE_AUTH_AUDIENCE: 'quittance',
};

describe('Settings', () => {
  it('have the defaults of the documentation', () => {
    expect(read()).toStrictEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      dataFolder: '/srv/quittance/data',
      masterKeyFile: '/srv/quittance/data/master.key',
      catalogFile: '/srv/quittance/config/catalog.yaml',
      issuerFile: '/srv/quittance/config/issuer.yaml',
      clock: 'system',
      eventStore: 'embedded',
      readModels: 'embedded',
      jobs: 'embedded',
      mailer: 'outbox',
      payments: 'sandbox',
      isProduction: false,
      servers: { eventstoredb: null, mongodb: null, redis: null, smtp: null },
      namespace: null,
      signIn: { kind: 'development' },
      requestsPerMinute: 600,
      logLevel: 'info',
      unknownNames: [],
    });
  });

  it('are those of the environment', () => {
    const env = {
      QUITTANCE_PORT: '0',
      QUITTANCE_HOST: 'localhost',
      QUITTANCE_PUBLIC_URL: 'https://billing.acme.example/quittance/',
      QUITTANCE_DATA: '/var/lib/quittance',
      QUITTANCE_CATALOG: 'prices.yaml',
      QUITTANCE_ISSUER: '../seller.yaml',
      QUITTANCE_CLOCK: 'test',
      QUITTANCE_EVENTSTOREDB: 'esdb://a:2113,b:2113?tls=false',
      QUITTANCE_MONGODB: 'mongodb://a:27017,b:27017/quittance?replicaSet=rs0',
      QUITTANCE_REDIS: 'rediss://user:secret@redis:6379',
      QUITTANCE_SMTP: 'smtp://mail:1025',
      QUITTANCE_RATE_LIMIT: '60',
      QUITTANCE_LOG: 'silent',
    };
    expect(read(env)).toMatchObject({
      port: 0,
      host: 'localhost',
      publicUrl: 'https://billing.acme.example/quittance',
      dataFolder: '/var/lib/quittance',
      catalogFile: '/srv/quittance/prices.yaml',
      issuerFile: '/srv/seller.yaml',
      clock: 'test',
      servers: {
        eventstoredb: env.QUITTANCE_EVENTSTOREDB,
        mongodb: env.QUITTANCE_MONGODB,
        redis: env.QUITTANCE_REDIS,
        smtp: env.QUITTANCE_SMTP,
      },
      requestsPerMinute: 60,
      logLevel: 'silent',
    });
  });

  it('cannot be changed afterwards', () => {
    const settings = read(PROVIDER);
    for (const part of [settings, settings.servers, settings.signIn, settings.unknownNames]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('take a variable that is set to nothing for one that is not set', () => {
    expect(read({ QUITTANCE_PORT: '', QUITTANCE_CATALOG: ' ', QUITTANCE_AUTH: '' })).toStrictEqual(read());
  });

  it('take the space around a value for nothing', () => {
    expect(read({ QUITTANCE_PORT: ' 8080\n' }).port).toBe(8080);
  });

  it('name what looks like a setting and is none', () => {
    const env = { QUITTANCE_EVENTSTORE: 'eventstoredb', QUITTANCE_TEST_REQUIRE: 'redis', PATH: '/bin' };
    expect(read(env).unknownNames).toStrictEqual(['QUITTANCE_EVENTSTORE']);
  });

  it.each([
    ['QUITTANCE_PORT', ['-1', '65536', '3000.0', '3e3', '0x10', 'http', 'tcp://10.0.0.1:80']],
    ['QUITTANCE_HOST', ['http://127.0.0.1', '127.0.0.1:80', 'a b', '-a', 'a..b', '[::1']],
    [
      'QUITTANCE_PUBLIC_URL',
      ['billing.acme.example', 'ftp://x', 'https://u:p@x', 'https://x?a', 'https://x#a', 'http://'],
    ],
    ['QUITTANCE_CLOCK', ['Test', 'fake']],
    ['QUITTANCE_EVENT_STORE', ['sqlite', 'mongodb']],
    ['QUITTANCE_READ_MODELS', ['eventstoredb']],
    ['QUITTANCE_JOBS', ['redis']],
    ['QUITTANCE_MAILER', ['disk']],
    ['QUITTANCE_PAYMENTS', ['stripe']],
    ['QUITTANCE_EVENTSTOREDB', ['http://x', 'esdb:x', 'esdb://a b']],
    ['QUITTANCE_MONGODB', ['mongo://x']],
    ['QUITTANCE_REDIS', ['http://x']],
    ['QUITTANCE_SMTP', ['mail:25']],
    ['QUITTANCE_NAMESPACE', ['Acme', 'a-b', 'a.b', '$a', 'a'.repeat(21), 'vault', 'sandbox', 'mails']],
    ['QUITTANCE_RATE_LIMIT', ['0', '-1', '1.5', '1000001']],
    ['QUITTANCE_LOG', ['verbose', 'INFO']],
    ['QUITTANCE_AUTH', ['none', 'Development', 'id.example', 'file:///keys']],
  ])('refuse for %s each of %j', (name, values) => {
    for (const value of values) expect([value, ...refused({ [name]: value })]).toStrictEqual([value, name]);
  });

  it.each([
    ['QUITTANCE_PORT', ['0', '65535']],
    ['QUITTANCE_HOST', ['::1', '[::1]', 'localhost', '127.1.2.3']],
    ['QUITTANCE_EVENTSTOREDB', ['esdb+discover://a', 'kurrentdb://a', 'kurrentdb+discover://a']],
    ['QUITTANCE_MONGODB', ['mongodb+srv://a']],
    ['QUITTANCE_SMTP', ['smtps://a']],
    ['QUITTANCE_NAMESPACE', ['staging2']],
    ['QUITTANCE_RATE_LIMIT', ['1', '1000000']],
  ])('take for %s each of %j', (name, values) => {
    for (const value of values) expect([value, ...problems({ [name]: value })]).toStrictEqual([value]);
  });

  it('say everything that is wrong at once, in the order of the help, and what to set', () => {
    const env = { QUITTANCE_LOG: 'loud', QUITTANCE_JOBS: 'bullmq', QUITTANCE_PORT: 'x', NODE_ENV: 'production' };
    expect(problems(env)).toStrictEqual([
      'QUITTANCE_PORT: "x" cannot be used: set a whole number from 0 to 65535; 0 picks a free port and prints it',
      'QUITTANCE_REDIS: QUITTANCE_JOBS is bullmq, whose server is not named: set its URL',
      'QUITTANCE_AUTH: development sign-in gives anybody any role, and NODE_ENV is production: ' +
        'set the JWKS URL of your OpenID Connect provider, with QUITTANCE_AUTH_ISSUER and QUITTANCE_AUTH_AUDIENCE',
      'QUITTANCE_LOG: "loud" cannot be used: set one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  it('give one message with all problems and the way to the help', () => {
    expect(() => read({ QUITTANCE_LOG: 'loud', QUITTANCE_CLOCK: 'x' })).toThrow(
      /^Quittance cannot start.*--help.*:\n- QUITTANCE_CLOCK: .*\n- QUITTANCE_LOG: .*$/,
    );
  });

  it.each(Object.keys(read().servers).map((server) => `QUITTANCE_${server.toUpperCase()}`))(
    'never repeat what %s is set to',
    (name) => {
      const [problem] = problems({ [name]: 'http://root:hunter2@db.internal/?apiKey=hunter2' });
      expect(problem).toContain(`${name}: what it is set to cannot be used`);
      expect(problem).not.toMatch(/hunter2|root|internal/);
    },
  );

  it('never repeat a URL that was set in the wrong place', () => {
    expect(problems({ QUITTANCE_PORT: 'redis://:hunter2@redis' })[0]).not.toContain('hunter2');
  });
});

describe('Adapters of servers', () => {
  it.each([
    ['QUITTANCE_EVENT_STORE', 'eventstoredb', 'QUITTANCE_EVENTSTOREDB', 'esdb://events:2113'],
    ['QUITTANCE_READ_MODELS', 'mongodb', 'QUITTANCE_MONGODB', 'mongodb://reads:27017'],
    ['QUITTANCE_JOBS', 'bullmq', 'QUITTANCE_REDIS', 'redis://jobs:6379'],
    ['QUITTANCE_MAILER', 'smtp', 'QUITTANCE_SMTP', 'smtp://mail:25'],
  ])('%s=%s needs %s', (name, value, server, url) => {
    expect(problems({ ...PROVIDER, [name]: value })).toStrictEqual([
      `${server}: ${name} is ${value}, whose server is not named: set its URL`,
    ]);
    expect(problems({ ...PROVIDER, [name]: value, [server]: url })).toStrictEqual([]);
  });

  it('may be named without being chosen', () => {
    expect(read({ QUITTANCE_REDIS: 'redis://jobs:6379' })).toMatchObject({ jobs: 'embedded' });
  });
});

describe('The master key', () => {
  it('lies in the data folder, or where it is said to', () => {
    expect(read({ QUITTANCE_DATA: '/var/data' }).masterKeyFile).toBe('/var/data/master.key');
    expect(read({ QUITTANCE_MASTER_KEY: 'secrets/key' }).masterKeyFile).toBe('/srv/quittance/secrets/key');
  });
});

describe('The test clock', () => {
  it.each(['production', ' Production '])('is refused where NODE_ENV is %j', (NODE_ENV) => {
    expect(refused({ ...PROVIDER, NODE_ENV, QUITTANCE_CLOCK: 'test' })).toStrictEqual(['QUITTANCE_CLOCK']);
  });

  it.each([undefined, 'development', 'test', ''])('may be set where NODE_ENV is %j', (NODE_ENV) => {
    expect(read({ NODE_ENV, QUITTANCE_CLOCK: 'test' }).clock).toBe('test');
  });
});

describe('Development sign-in', () => {
  const WITHOUT = { QUITTANCE_PUBLIC_URL: 'https://billing.acme.example' };

  it.each<[string, Environment]>([
    ['in production', { NODE_ENV: 'production' }],
    ['on every address', { QUITTANCE_HOST: '0.0.0.0' }],
    ['on every IPv6 address', { QUITTANCE_HOST: '::' }],
    ['on an address of the network', { QUITTANCE_HOST: '192.168.1.4' }],
    ['on a host name', { QUITTANCE_HOST: 'billing.acme.example' }],
    ['on a name that only begins like a loopback address', { QUITTANCE_HOST: '127.0.0.1.acme.example' }],
  ])('is refused %s, asked for or by default', (_, env) => {
    expect(refused({ ...WITHOUT, ...env })).toStrictEqual(['QUITTANCE_AUTH']);
    expect(refused({ ...WITHOUT, ...env, QUITTANCE_AUTH: 'development' })).toStrictEqual(['QUITTANCE_AUTH']);
    expect(refused({ ...WITHOUT, ...env, ...PROVIDER })).toStrictEqual([]);
  });

  it('is refused without the embedded event store', () => {
    expect(problems({ QUITTANCE_EVENT_STORE: 'eventstoredb' }).join()).toContain(
      'the event store is not the embedded one',
    );
  });

  it('says everything that keeps it from existing', () => {
    expect(problems({ ...WITHOUT, NODE_ENV: 'production', QUITTANCE_HOST: '0.0.0.0' })[0]).toContain(
      'NODE_ENV is production and QUITTANCE_HOST is not a loopback address: set the JWKS URL',
    );
  });

  it.each(['127.0.0.1', '127.255.0.9', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST'])(
    'exists on %s',
    (QUITTANCE_HOST) => expect(read({ QUITTANCE_HOST }).signIn).toStrictEqual({ kind: 'development' }),
  );

  it('is not blamed for a host that is no host', () => {
    expect(refused({ QUITTANCE_HOST: 'a b' })).toStrictEqual(['QUITTANCE_HOST']);
  });
});

describe('Sign-in by a provider', () => {
  it('has its keys, issuer, audience and algorithms', () => {
    expect(read({ ...PROVIDER, QUITTANCE_AUTH_ALGORITHMS: 'RS256, ES256' }).signIn).toStrictEqual({
      kind: 'jwks',
      jwksUrl: 'https://id.example/jwks',
      issuer: 'https://id.example/',
      audience: 'quittance',
      algorithms: ['RS256', 'ES256'],
    });
    expect(read(PROVIDER).signIn).toMatchObject({ algorithms: ['RS256'] });
  });

  it.each(['HS256', 'none', 'RS256,HS256', 'RS256,', ',', 'rs256'])('never takes the algorithms %j', (value) => {
    expect(refused({ ...PROVIDER, QUITTANCE_AUTH_ALGORITHMS: value })).toStrictEqual(['QUITTANCE_AUTH_ALGORITHMS']);
  });

  it('needs issuer and audience, in development too', () => {
    expect(refused({ QUITTANCE_AUTH: PROVIDER.QUITTANCE_AUTH })).toStrictEqual([
      'QUITTANCE_AUTH_ISSUER',
      'QUITTANCE_AUTH_AUDIENCE',
    ]);
  });

  it('fetches its keys over http outside production and from this machine only', () => {
    const env = { ...PROVIDER, QUITTANCE_AUTH: 'http://keycloak:8080/jwks' };
    expect(refused({ ...env, NODE_ENV: 'production' })).toStrictEqual(['QUITTANCE_AUTH']);
    expect(refused(env)).toStrictEqual([]);
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const local = { ...PROVIDER, QUITTANCE_AUTH: `http://${host}:8080/jwks`, NODE_ENV: 'production' };
      expect(refused(local)).toStrictEqual([]);
    }
  });

  it('shows no password of its URL', () => {
    expect(problems({ ...PROVIDER, QUITTANCE_AUTH: 'https://root:hunter2@id.example/jwks' }).join()).not.toContain(
      'hunter2',
    );
  });
});

describe('The public URL', () => {
  it.each(['0.0.0.0', '::'])('must be set on %s, which no link can name', (QUITTANCE_HOST) => {
    expect(refused({ ...PROVIDER, QUITTANCE_HOST })).toStrictEqual(['QUITTANCE_PUBLIC_URL']);
  });

  it('loses its slashes at the end', () => {
    expect(read({ QUITTANCE_PUBLIC_URL: 'http://localhost:8080//' }).publicUrl).toBe('http://localhost:8080');
  });
});

describe('The help', () => {
  const help = settingsHelp();

  it.each([
    ['QUITTANCE_PORT', '3000'],
    ['QUITTANCE_HOST', '127.0.0.1'],
    ['QUITTANCE_PUBLIC_URL', 'the address that is printed at start'],
    ['QUITTANCE_DATA', './data'],
    ['QUITTANCE_CATALOG', './config/catalog.yaml'],
    ['QUITTANCE_ISSUER', './config/issuer.yaml'],
    ['QUITTANCE_CLOCK', 'system'],
    ['QUITTANCE_EVENT_STORE', 'embedded'],
    ['QUITTANCE_EVENTSTOREDB', null],
    ['QUITTANCE_READ_MODELS', 'embedded'],
    ['QUITTANCE_MONGODB', null],
    ['QUITTANCE_JOBS', 'embedded'],
    ['QUITTANCE_REDIS', null],
    ['QUITTANCE_MAILER', 'outbox'],
    ['QUITTANCE_SMTP', null],
    ['QUITTANCE_PAYMENTS', 'sandbox'],
    ['QUITTANCE_AUTH', 'development where that exists; elsewhere it must be set'],
    ['QUITTANCE_AUTH_ISSUER', null],
    ['QUITTANCE_AUTH_AUDIENCE', null],
    ['QUITTANCE_AUTH_ALGORITHMS', 'RS256'],
    ['QUITTANCE_RATE_LIMIT', '600'],
    ['QUITTANCE_LOG', 'info'],
  ])('has %s with its default, %s', (name, standard) => {
    const entry = help.split('\n\n').find((part) => part.startsWith(`${name}\n`));
    expect(entry).toMatch(/\n {2}Set /);
    expect(/Default: (.*)$/m.exec(entry ?? '')?.[1] ?? null).toBe(standard);
  });

  it('has lines that fit, and ends with one line break', () => {
    expect(help.split('\n').filter((line) => line.length > 110)).toStrictEqual([]);
    expect(help).toMatch(/[^\n]\n$/);
  });
});
