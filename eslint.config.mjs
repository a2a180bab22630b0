import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const clock = 'Time, randomness and ids enter the domain through the command: take the value as an argument.';
const bus =
  'Events live in the event store, an in-memory bus loses them between commit and reaction: write an automation.';

const sizes = {
  'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
  'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
  'max-params': ['error', 4],
  complexity: ['error', 10],
  'max-depth': ['error', 3],
};

const typed = {
  eqeqeq: 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  // A Nest module is a class that holds nothing but its decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // The strict set also bans numbers in templates and one-line arrows around a call that answers nothing.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // A port is asynchronous even where an embedded adapter answers at once, and async turns its throw into a rejection.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
};

const inMemoryBus = {
  name: '@nestjs/cqrs',
  importNames: ['AggregateRoot', 'EventBus', 'EventPublisher', 'EventsHandler', 'Saga', 'UnhandledExceptionBus'],
  message: bus,
};

const tests = ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts'];
const specs = ['**/*.spec.ts'];
const contracts = ['**/testing/**/*.ts', 'test/**/*.ts'];
const mayPrint = ['apps/cli/**', '**/main.ts', 'scripts/**'];

export default defineConfig(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      'data/**',
      'reports/**',
      '.stryker-tmp/**',
      'apps/web/**',
      'test/architecture/planted/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: sizes },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  {
    files: ['**/*.mjs'],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-unused-vars': 'error' },
  },
  { rules: { 'no-console': 'error' }, ignores: mayPrint },
  { files: ['**/*.ts'], rules: { 'no-restricted-imports': ['error', { paths: [inMemoryBus] }] } },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: clock },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: clock },
        { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: clock },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'performance', 'crypto'].map((name) => ({ name, message: clock })),
      ],
    },
  },
  {
    files: tests,
    rules: {
      // A describe block is one function; its cases keep the limits by themselves.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: [...specs, ...contracts], ...jest.configs['flat/recommended'] },
  {
    files: specs,
    rules: {
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'given.**', 'fc.assert', '**.expect*', '**.then*'] },
      ],
    },
  },
  // A contract suite exports functions full of cases: the plug-in takes them for stray tests.
  {
    files: contracts,
    rules: { 'jest/no-export': 'off', 'jest/expect-expect': 'off', 'jest/require-top-level-describe': 'off' },
  },
);
