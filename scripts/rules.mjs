// Tells which rule of docs/rules.md is proven by how many specs. Fails when a rule has none, a spec that names a rule
// fails, or a spec names a rule that does not exist.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';
import { parseRules } from './rules/document.mjs';
import { missingOf, problemsOf, ruleOf, summaryOf, tableOf } from './rules/report.mjs';
import { holds, isProven, judge } from './rules/verdict.mjs';

const USAGE = `npm run rules [-- options]
  --rule D12         lists the specs of one rule
  --missing          lists only the rules without a spec
  --from jest.json   reads the result of "jest --json --outputFile=jest.json" instead of running the specs
  --filtered         the result is of some specs only: rules without one are passed over
  --allow-missing    rules without a spec are shown and do not fail
  --waiting R18,R20  these rules have no spec yet; one that has got its spec fails until it leaves the list`;
const WIDTH_WITHOUT_TERMINAL = 120;

const page = process.stdout.isTTY
  ? { width: process.stdout.columns, colour: process.env.NO_COLOR === undefined }
  : { width: WIDTH_WITHOUT_TERMINAL, colour: false };

const main = () => {
  const options = readOptions();
  const rules = readRules();
  refuseUnknown(options.rule, rules);
  const result = options.from === undefined ? runSpecs(options.rule) : readResult(options.from);
  const verdict = judge(rules, result, root);
  return options.rule === undefined ? showAll(verdict, options) : showOne(verdict, options.rule);
};

const showAll = (verdict, { filtered, missing, allowMissing, waiting }) => {
  const list = missing ? missingOf(verdict) : tableOf(verdict.proofs, page);
  const parts = [filtered ? '' : list, problemsOf(verdict), summaryOf(verdict, { filtered })];
  console.log(parts.filter((part) => part !== '').join('\n\n'));
  if (filtered) return holds(verdict, { allowMissing: true });
  const others = { ...verdict, missing: verdict.missing.filter(({ id }) => !waiting.includes(id)) };
  return holds(others, { allowMissing }) && waiting.every((id) => stillWaits(verdict, id));
};

const stillWaits = ({ missing }, id) => {
  if (missing.some((proof) => proof.id === id)) return true;
  console.log(`${id} waits for its spec no longer: take it from the list in scripts/test.mjs.`);
  return false;
};

const showOne = ({ proofs }, rule) => {
  const proof = proofs.find(({ id }) => id === rule);
  console.log(ruleOf(proof, page));
  return isProven(proof);
};

const flag = { type: 'boolean', default: false };
const OPTIONS = {
  rule: { type: 'string' },
  from: { type: 'string' },
  missing: flag,
  filtered: flag,
  'allow-missing': flag,
  waiting: { type: 'string', default: '' },
};

const readOptions = () => {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const waiting = values.waiting.split(',').filter((id) => id !== '');
    return { ...values, waiting, allowMissing: values['allow-missing'] };
  } catch ({ message }) {
    throw new Error(`${message}\n\n${USAGE}`);
  }
};

const readRules = () => parseRules(readFileSync(join(root, 'docs/rules.md'), 'utf8'));

const refuseUnknown = (rule, rules) => {
  if (rule === undefined || rules.some(({ id }) => id === rule)) return;
  throw new Error(`${rule} is no rule: docs/rules.md names them all.`);
};

const readResult = (path) => {
  if (!existsSync(path)) throw new Error(`${path} is missing: run jest with --json --outputFile=${path} first.`);
  return JSON.parse(readFileSync(path, 'utf8'));
};

const runSpecs = (rule) => {
  prepare();
  const folder = mkdtempSync(join(tmpdir(), 'quittance-rules-'));
  const result = join(folder, 'jest.json');
  try {
    runJest(result, rule);
    if (!existsSync(result)) throw new Error('jest ended without a result: mend what stands above and run again.');
    return readResult(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// What jest says is progress and goes to stderr. Its exit code does not count: the verdict names every spec that does.
const runJest = (result, rule) =>
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${result}`,
      `--testEnvironment=${join(root, 'scripts/rules/environment.mjs')}`,
      `--testEnvironmentOptions=${JSON.stringify({ rule })}`,
    ],
    { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
  );

try {
  process.exitCode = main() ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
