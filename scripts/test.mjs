import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, refuseOldNode, root } from './prepare.mjs';

const folder = mkdtempSync(join(tmpdir(), 'quittance-test-'));
const results = join(folder, 'jest.json');

const node = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0;
};
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

/** Passed and failed tests; a suite that could not be loaded, or a run without a result, counts as a failed one. */
const count = (succeeded) => {
  if (!existsSync(results)) return { passed: 0, failed: succeeded ? 0 : 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8'));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: succeeded ? failed : Math.max(failed, 1) };
};

refuseOldNode();
const steps = { build, types, lint, architecture, lockfile, docs, jest, rules };
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
