// Sources are ES modules. Tests run as CommonJS, without flags, so every package that ships ES modules only is
// transformed as well. A new one shows up as "Cannot use import statement outside a module": add its name here.
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

const libs = 'domain|event-catalog|event-store|read-models|jobs|application|invoicing|payments|platform';

export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '/apps/web/', '/test/architecture/planted/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/architecture/planted/'],
  // The same subpath imports as in package.json, answered by the sources instead of dist.
  moduleNameMapper: {
    [`^#(${libs})$`]: '<rootDir>/libs/$1/src/index.ts',
    [`^#(${libs})/(.+)$`]: '<rootDir>/libs/$1/src/$2/index.ts',
    '^#apps/([^/]+)$': '<rootDir>/apps/$1/src/index.ts',
    '^#test/(.+)$': '<rootDir>/test/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  transform: { '^.+\\.[cm]?[tj]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})(/|$))`],
};
