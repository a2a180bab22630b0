import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseRules } from '../../scripts/rules/document.mjs';
import { carriesRule, idsIn } from '../../scripts/rules/names.mjs';
import { missingOf, problemsOf, ruleOf, summaryOf, tableOf } from '../../scripts/rules/report.mjs';
import { holds, isProven, judge, type Verdict } from '../../scripts/rules/verdict.mjs';
import { jestResult } from './jest-result.js';

// No name of a spec in this file may carry an id: it would be taken for a proof of that rule.

const root = resolve(__dirname, '../..');
const page = `
# Rules

| id  | rule                  |
| --- | --------------------- |
| R1  | There is a first one. |
| R2  | There is a second.    |

| action  | owner |
| ------- | ----- |
| R3      | yes   |

| id | rule |
| --- | --- |
| D10 | A table need not be aligned. |
`;
const rules = parseRules(page);

const idsUpTo = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

describe('the page of rules', () => {
  it('is read table by table; another table is none', () =>
    expect(rules).toEqual([
      { id: 'R1', sentence: 'There is a first one.' },
      { id: 'R2', sentence: 'There is a second.' },
      { id: 'D10', sentence: 'A table need not be aligned.' },
    ]));

  it.each([
    ['an id in lower case', '| r4 | One. |'],
    ['a third cell', '| R4 | One. | Two. |'],
    ['no sentence', '| R4 |  |'],
    ['a second id', '| R4, R5 | One. |'],
  ])('is refused with the number of a row that has %s', (_, row) =>
    expect(() => parseRules(`${page}${row}\n`)).toThrow(/^Line 16 is no rule: write it as/),
  );

  it('is refused when an id stands twice', () =>
    expect(() => parseRules(`${page}| R2 | Again. |\n`)).toThrow('R2 stands twice'));

  it('has every rule of the product, in sentences', () => {
    const written = parseRules(readFileSync(join(root, 'docs/rules.md'), 'utf8'));
    const expected = [idsUpTo('R', 61), idsUpTo('D', 18), idsUpTo('M', 17), idsUpTo('I', 8)].flat();
    expect(written.map(({ id }) => id).sort()).toEqual(expected.sort());
    expect(written.filter(({ sentence }) => !/^[^a-z].*[^.]\.$/.test(sentence) || /[.!?] /.test(sentence))).toEqual([]);
  });
});

describe('the ids in the name of a spec', () => {
  const found = (name: string): string => idsIn(name).join(' ');

  it('stand anywhere, alone or in a list, and count once', () => {
    expect(found('R17 an annual price is ten monthly prices')).toBe('R17');
    expect(found('R38, R39 refuses an administrator')).toBe('R38 R39');
    expect(found('R33 R40 hands it over')).toBe('R33 R40');
    expect(found('D16: is past due (R48)')).toBe('D16 R48');
    expect(found('seats up (D12) › D12 raises them')).toBe('D12');
  });

  it('can be a range, with either dash', () => {
    expect(found('R12-R14 seats')).toBe('R12 R13 R14');
    expect(found('R53–R55: the latest, D4')).toBe('R53 R54 R55 D4');
    expect(found('I1-I2, M9')).toBe('I1 I2 M9');
  });

  it('are words of their own', () =>
    expect(found('BR-CO17, TIER12, R12a, éR1, R_1, _R1, r7, P1, R2026, D1_2, 3R4 and R')).toBe(''));

  it('are handed on as they stand when a range leads nowhere', () => {
    expect(found('R14-R12 seats')).toBe('R14-R12');
    expect(found('R12-D4 seats')).toBe('R12-D4');
  });

  it('are found anywhere in the blocks of a file', () => {
    const file = { name: 'root', children: [{ name: 'seats (D12)', children: [{ name: 'go up, R3-R5' }] }] };
    expect([undefined, 'D12', 'R4'].map((rule) => carriesRule(file, rule))).toEqual([true, true, true]);
    expect(['R12', 'R6'].map((rule) => carriesRule(file, rule))).toEqual([false, false]);
    expect(carriesRule({ name: 'root', children: [{ name: 'seats', children: [{ name: 'go up' }] }] })).toBe(false);
  });
});

describe('the verdict', () => {
  const verdictOn = (...specs: Parameters<typeof jestResult>[1]): Verdict =>
    judge(rules, jestResult(root, specs), root);
  const counts = ({ proofs }: Verdict): number[] => proofs.map(({ specs }) => specs.length);
  const full = verdictOn(['R1 one'], ['R1 again'], ['R2, D10 two']);

  it('counts the specs of each rule and holds when every rule has one', () => {
    expect(counts(full)).toEqual([2, 1, 1]);
    expect(full.proofs.every(isProven)).toBe(true);
    expect(holds(full, { allowMissing: false })).toBe(true);
    expect(problemsOf(full)).toBe('');
  });

  it('counts every spec of a block that carries the id, once', () =>
    expect(counts(verdictOn(['seats (R1) › go up'], ['seats (R1) › R1 go down']))).toEqual([2, 0, 0]));

  it.each(['pending', 'todo', 'skipped'])('takes a spec that is %s for none', (status) =>
    expect(counts(verdictOn(['R1 one', status]))).toEqual([0, 0, 0]),
  );

  it('does not hold while a rule has no spec, unless it may wait for one', () => {
    const verdict = verdictOn(['R1-R2 one and two']);
    expect(missingOf(verdict)).toBe('D10 has no spec: A table need not be aligned.');
    expect(holds(verdict, { allowMissing: false })).toBe(false);
    expect(holds(verdict, { allowMissing: true })).toBe(true);
  });

  it('does not hold when a spec of a rule fails, whatever its others say', () => {
    const verdict = verdictOn(['R1-R2, D10 all'], ['R1 one', 'failed']);
    expect(problemsOf(verdict)).toBe('R1 fails: libs/a.spec.ts, "R1 one"');
    expect(verdict.proofs.map(isProven)).toEqual([false, true, true]);
    expect(holds(verdict, { allowMissing: true })).toBe(false);
  });

  it('passes over a failing spec of no rule, which is a matter of jest', () =>
    expect(holds(verdictOn(['R1-R2, D10 all'], ['prints', 'failed']), { allowMissing: false })).toBe(true));

  it('does not hold when a spec names a rule that does not exist, skipped or not', () => {
    const verdict = verdictOn(['R1-R3, D10 all'], ['D01 one', 'pending']);
    expect(problemsOf(verdict).split('\n')).toEqual([
      'R3 is no rule of docs/rules.md, mend the name of the spec: libs/a.spec.ts, "R1-R3, D10 all"',
      'D01 is no rule of docs/rules.md, mend the name of the spec: libs/a.spec.ts, "D01 one"',
    ]);
    expect(holds(verdict, { allowMissing: true })).toBe(false);
  });

  it('does not hold when a file could not be run, because nobody knows its specs', () => {
    const broken = { name: join(root, 'libs/b.spec.ts'), status: 'failed', assertionResults: [] };
    const { testResults } = jestResult(root, [['R1-R2, D10 all']]);
    const verdict = judge(rules, { testResults: [...testResults, broken] }, root);
    expect(problemsOf(verdict)).toMatch(/^libs\/b\.spec\.ts could not be run/);
    expect(holds(verdict, { allowMissing: true })).toBe(false);
  });
});

describe('the report', () => {
  const verdict = judge(rules, jestResult(root, [['R1 one'], ['prices › R1 again'], ['R2 two', 'failed']]), root);

  it('is a table of aligned columns with every sentence cut to the width', () =>
    expect(tableOf(verdict.proofs, { width: 38, colour: false }).split('\n')).toEqual([
      'rule  sentence                specs',
      'R1    There is a first one.       2  ✓',
      'R2    There is a second.          1  ✗',
      'D10   A table need not be a…      0  ✗',
    ]));

  it('has colours where they are asked for', () =>
    expect(tableOf(verdict.proofs, { width: 38, colour: true })).toMatch(/2 {2}\u001B\[32m✓\u001B\[0m$/m));

  it('lists the specs of one rule by file', () =>
    expect(ruleOf(verdict.proofs[0]!, { colour: false })).toBe(
      'R1  There is a first one.\n\nlibs/a.spec.ts\n  ✓ R1 one\n  ✓ prices › R1 again\n\nR1 has 2 specs in 1 file.',
    ));

  it('ends with the numbers; of a run of some specs, with the numbers of those', () => {
    expect(summaryOf(verdict, { filtered: false })).toBe('2 rules with 3 specs, 1 failed; 1 rule without a spec.');
    expect(summaryOf(verdict, { filtered: true })).toBe('2 rules with 3 specs, 1 failed.');
  });
});
