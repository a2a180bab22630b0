// Mutation testing of the rules, by command (`npm run mutation`): about 45 minutes on two cores that do nothing else.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  buildCommand: 'node scripts/mutation/bundle.mjs',
  jest: { projectType: 'custom', configFile: 'scripts/mutation/jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  mutate: ['libs/domain/src/**/*.ts', '!**/*.spec.ts', '!**/testing/**', '!**/index.ts', '!**/*.events.ts'],
  // A mutant in a table that is read once, when its module is loaded, would need every spec of the domain run again;
  // these tables (policies, refusal codes, currencies) are compared with tables typed in by hand in their specs.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 30_000,
  reporters: ['progress', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: ['data', 'dist', 'reports', 'docs', 'apps', 'test', 'bundle'],
  disableTypeChecks: false,
};
