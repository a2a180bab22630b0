import { readFileSync } from 'node:fs';

// Sources are ES modules. Tests run as CommonJS, without flags, so every package that ships ES modules only is
// transformed as well. A new one shows up as "Must use import to load ES Module": add its name here.
const esmOnly = [
  '@borewit',
  '@fastify/static',
  '@lukeed',
  '@nestjs',
  '@tokenizer',
  'content-disposition',
  'cookie',
  'fast-check',
  'file-type',
  'jose',
  'light-my-request',
  'pure-rand',
  'strtok3',
  'temporal-polyfill',
  'temporal-spec',
  'temporal-utils',
  'token-types',
  'uid',
  'uint8array-extras',
  'zod',
];

const swc = {
  swcrc: false,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

// The subpath imports of package.json, answered by the sources instead of dist.
const { imports } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const subpaths = Object.entries(imports).map(([name, target]) => [
  `^${name.replace('*', '(.+)')}$`,
  target.replace('./dist/', '<rootDir>/').replace('*', '$1').replace(/\.js$/, '.ts'),
]);

export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/servers/find-servers.mjs',
  globalTeardown: '<rootDir>/test/support/servers/stop-servers.mjs',
  // The default leaves one core to whoever watches; on the two of a small machine that is half of the time.
  maxWorkers: '100%',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: [
    '/node_modules/',
    '/apps/web/',
    '/test/architecture/planted/',
    // Every process and every server is killed, for minutes: by command, `npm run test:kills`.
    ...(process.env.QUITTANCE_KILLS ? [] : ['/test/cluster/killed-processes']),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/architecture/planted/'],
  moduleNameMapper: { ...Object.fromEntries(subpaths), '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  transform: { '^.+\\.[cm]?[tj]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})(/|$))`],
};
