// Mutation testing of the rules, by command (`npm run mutation`): it takes far longer than a CI run should.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'stryker.jest.config.mjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  mutate: ['libs/domain/src/**/*.ts', '!**/*.spec.ts', '!**/testing/**', '!**/index.ts', '!**/*.events.ts'],
  // A mutant in a table that is read once, when its module is loaded, would need every spec of the domain run again;
  // these tables (policies, refusal codes, currencies) are compared with tables typed in by hand in their specs.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['progress', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: ['data', 'dist', 'reports', 'docs', 'apps', 'test'],
  disableTypeChecks: false,
};
