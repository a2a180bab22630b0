import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseRules } from '../../scripts/rules/document.mjs';
import { jestResult, type WrittenSpec } from './jest-result.js';

const root = resolve(__dirname, '../..');
const all = parseRules(readFileSync(join(root, 'docs/rules.md'), 'utf8')).map(({ id }) => id);

// No name of a spec in this file may carry an id: it would be taken for a proof of that rule.
describe('npm run rules', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-rules-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (specs: readonly WrittenSpec[], ...options: string[]): { status: number | null; lines: string[] } => {
    const from = join(folder, 'jest.json');
    writeFileSync(from, JSON.stringify(jestResult(root, specs)));
    const args = [join(root, 'scripts/rules.mjs'), `--from=${from}`, ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, lines: `${stdout}${stderr}`.trimEnd().split('\n') };
  };
  const whole: WrittenSpec = [`${all.join(', ')} whatever`];
  const withoutLast: WrittenSpec = [`${all.slice(0, -1).join(', ')} whatever`];
  const typo: WrittenSpec = ['R99 whatever'];
  const failure: WrittenSpec = ['R1 whatever', 'failed'];

  it('prints every rule and succeeds when each has a spec', () => {
    const { status, lines } = run([whole]);
    expect(status).toBe(0);
    expect(lines.filter((line) => /^[RDMI]\d+ .* 1 {2}✓$/.test(line))).toHaveLength(all.length);
    expect(lines.at(-1)).toBe(`${all.length} rules with 1 spec, all passed; 0 rules without a spec.`);
  });

  it('fails when a rule has no spec, and lists such rules only where that is asked for', () => {
    const { status, lines } = run([withoutLast], '--missing');
    expect(status).toBe(1);
    expect(lines.filter((line) => line !== '')).toEqual([
      expect.stringMatching(new RegExp(`^${all.at(-1)!} has no spec: `)),
      `${all.length - 1} rules with 1 spec, all passed; 1 rule without a spec.`,
    ]);
  });

  it('lets a rule wait for its spec where that is allowed', () =>
    expect(run([withoutLast], '--missing', '--allow-missing').status).toBe(0));

  it('does not speak of rules without a spec when only some specs ran', () =>
    expect(run([['R1 whatever']], '--filtered')).toEqual({ status: 0, lines: ['1 rule with 1 spec, all passed.'] }));

  it.each([
    ['names no rule', typo],
    ['fails', failure],
  ])('fails when a spec %s, whatever is allowed', (_, spec) => {
    expect(run([whole, spec], '--allow-missing').status).toBe(1);
    expect(run([whole, spec], '--filtered').status).toBe(1);
  });

  it('lists the specs of one rule and judges that one alone', () => {
    expect(run([['R1 whatever'], typo], '--rule', 'R1')).toEqual({
      status: 0,
      lines: [
        expect.stringMatching(/^R1 {2}A subscription/),
        '',
        'libs/a.spec.ts',
        '  ✓ R1 whatever',
        '',
        'R1 has 1 spec in 1 file.',
      ],
    });
    expect(run([failure], '--rule', 'R1').status).toBe(1);
    expect(run([whole], '--rule', 'R99')).toMatchObject({
      status: 1,
      lines: ['R99 is no rule: docs/rules.md names them all.'],
    });
  });

  it('says how it is used when an option is none', () => {
    const { status, lines } = run([whole], '--rules', 'R1');
    expect(status).toBe(1);
    expect(lines.join('\n')).toMatch(/Unknown option '--rules'[\s\S]*npm run rules \[-- options\]/);
  });
});
