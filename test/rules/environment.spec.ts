import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JestResult } from '../../scripts/rules/verdict.mjs';

const root = resolve(__dirname, '../..');

// Each file is a story: its last spec passes only when those before it ran.
const story = (...names: string[]): string =>
  ['let chapter = 0;', ...names.map((name, at) => `it('${name}', () => expect(chapter++).toBe(${at}));`)].join('\n');

// No name of a spec in this file may carry an id: it would be taken for a proof of that rule.
describe('the specs that npm run rules runs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-rules-'));
    writeFileSync(join(folder, 'seats.spec.js'), story('begins', 'R13 refuses one seat'));
    writeFileSync(join(folder, 'block.spec.js'), `describe('prices (D4)', () => {${story('begin')}});`);
    writeFileSync(join(folder, 'other.spec.js'), story('begins', 'ends'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const passedWith = (options: { rule?: string }): string[] => {
    const config = {
      rootDir: folder,
      testRegex: '\\.spec\\.js$',
      transform: {},
      testEnvironment: join(root, 'scripts/rules/environment.mjs'),
      testEnvironmentOptions: options,
    };
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const result = join(folder, 'jest.json');
    spawnSync(process.execPath, [jest, '--json', `--outputFile=${result}`, '--config', JSON.stringify(config)]);
    const { testResults } = JSON.parse(readFileSync(result, 'utf8')) as JestResult;
    const specs = testResults.flatMap(({ assertionResults }) => assertionResults);
    return specs.filter(({ status }) => status === 'passed').map(({ title }) => title);
  };

  it('are those of every file that names a rule, the whole file', () =>
    expect(passedWith({}).sort()).toEqual(['R13 refuses one seat', 'begin', 'begins']));

  it('are those of every file that names the one rule', () => expect(passedWith({ rule: 'D4' })).toEqual(['begin']));
});
