import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}
interface Verdict {
  readonly violations: readonly Violation[];
  readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
}

const root = resolve(__dirname, '../..');
const planted = join(__dirname, 'planted');
const folders = ['apps', 'libs', 'test'];
const checker = ['architecture.mjs', '.dependency-cruiser.mjs', '.dependency-cruiser.resolve.mjs', 'package.json'];

const check = (tree: string): Verdict => {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(`The architecture checker did not run: ${stderr}`);
  return (JSON.parse(stdout) as { summary: Verdict }).summary;
};

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

/** A small tree with an index per project and every planted file, so that one run of the checker judges them all. */
const growTree = (rules: readonly string[], projects: readonly string[]): string => {
  const tree = mkdtempSync(join(tmpdir(), 'quittance-architecture-'));
  for (const file of checker) cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const project of projects) write(join(tree, project, 'src/index.ts'), 'export {};\n');
  for (const rule of rules) cpSync(join(planted, rule), tree, { recursive: true, force: false, errorOnExist: true });
  return tree;
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const projectsIn = (rules: readonly string[]): string[] => {
  const names = rules.filter((rule) => rule.startsWith('layer-')).map((rule) => rule.slice('layer-'.length));
  const apps = ['api', 'projector', 'worker', 'cli', 'web'];
  return names.map((name) => (apps.includes(name) ? `apps/${name}` : `libs/${name}`));
};

describe('architecture', () => {
  it('holds for the whole tree', () => {
    expect(check(root).violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  // A rule that has never failed proves nothing: each one is shown catching a planted violation.
  describe('every rule catches its planted violation', () => {
    const rules = readdirSync(planted);
    let tree: string;
    let verdict: Verdict;
    beforeAll(() => {
      tree = growTree(rules, projectsIn(rules));
      verdict = check(tree);
    });
    afterAll(() => {
      rmSync(tree, { recursive: true, force: true });
    });

    it('has a planted violation for each rule', () => {
      expect(verdict.ruleSetUsed.forbidden.map(({ name }) => name).sort()).toEqual([...rules].sort());
    });

    it.each(rules)('%s', (rule) => {
      const files = filesOf(join(planted, rule));
      const broken = verdict.violations
        .filter(({ from }) => files.includes(from))
        .map((violation) => violation.rule.name);
      // A vendor that is not installed yet is unresolvable as well; that is no finding here.
      const names = new Set(broken.filter((name) => name === rule || name !== 'resolvable'));
      expect([...names]).toEqual([rule]);
    });
  });
});
