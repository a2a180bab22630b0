import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, refuseOldNode, root } from './prepare.mjs';

const folder = mkdtempSync(join(tmpdir(), 'quittance-test-'));
const results = join(folder, 'jest.json');
const clusterResults = join(folder, 'cluster.json');

const nodeWith = (env, ...args) => {
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } };
  return spawnSync(process.execPath, args, options).status === 0;
};
const node = (...args) => nodeWith({}, ...args);
const bin = (path) => join(root, 'node_modules', path);

const build = () => {
  try {
    ensureInstalled();
    ensureBuilt();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
};
const lint = () =>
  node(bin('eslint/bin/eslint.js'), '.') && node(bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.');
const types = () =>
  ['tsconfig.json', 'libs/domain/tsconfig.lib.json'].every((project) =>
    node(bin('typescript-7/bin/tsc'), '-p', project, '--noEmit'),
  );
const architecture = () =>
  node(
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    ...['apps', 'libs', 'test'].filter((name) => existsSync(join(root, name))),
  );
const lockfile = () => node('scripts/lockcheck.mjs');
const docs = () => node('scripts/docs-events.mjs', '--check');
// What follows -- on the command line picks tests, so that most rules lack their specs through no fault of theirs.
const filters = process.argv.slice(2);
const jest = () => node(bin('jest/bin/jest.js'), '--json', `--outputFile=${results}`, ...filters);
// Stories that between them touch everything which differs in cluster mode; `npm run test:servers` tells all of them.
const CLUSTER_STORIES = ['story', 'restart', 'upgrade-and-tab', 'two-people', 'policies'];
const hasRedis = () =>
  Boolean(process.env.QUITTANCE_TEST_REDIS) || spawnSync('redis-server', ['--version']).status === 0;
const cluster = () => {
  if (filters.length > 0) return true;
  if (!hasRedis()) {
    console.error('⚠ No redis-server and no QUITTANCE_TEST_REDIS: the stories in cluster mode are SKIPPED.');
    return true;
  }
  const stories = CLUSTER_STORIES.map((story) => `test/scenarios/${story}`);
  const options = ['--json', `--outputFile=${clusterResults}`, '--forceExit'];
  return nodeWith({ QUITTANCE_TEST_MODE: 'cluster' }, bin('jest/bin/jest.js'), ...options, ...stories);
};
const rules = () =>
  // Some of jest's options, as --listTests, leave no result to judge.
  (filters.length > 0 && !existsSync(results)) ||
  node(
    'scripts/rules.mjs',
    `--from=${results}`,
    filters.length > 0 ? '--filtered' : '--missing',
    // What only pages can show waits for the web app.
    '--waiting=R18,R20,R51',
  );

/** Passed and failed tests of both runs; a suite that could not be loaded counts as a failed one. */
const count = (succeeded) => {
  const runs = [results, clusterResults].filter(existsSync).map((path) => JSON.parse(readFileSync(path, 'utf8')));
  const sum = (of) => runs.reduce((total, run) => total + of(run), 0);
  const failed = sum(({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites);
  // A step that failed without a test is a failure all the same.
  return { passed: sum(({ numPassedTests }) => numPassedTests), failed: succeeded ? failed : Math.max(failed, 1) };
};

refuseOldNode();
const steps = { build, types, lint, architecture, lockfile, docs, jest, cluster, rules };
let succeeded = true;
for (const [name, step] of Object.entries(steps)) {
  const startedAt = performance.now();
  succeeded = step();
  console.log(`${succeeded ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (!succeeded) break;
}
const { passed, failed } = count(succeeded);
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = succeeded ? 0 : 1;
