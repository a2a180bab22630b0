import { runDemo } from './run-demo.js';

const ESCAPE = String.fromCharCode(27);

const printed = async (argv: readonly string[], screen: { isTTY?: boolean } = {}) => {
  const texts: string[] = [];
  const exitCode = await runDemo(argv, { env: {}, screen: { ...screen, write: (text) => texts.push(text) } });
  return { exitCode, text: texts.join('') };
};

describe('the demo', () => {
  it('tells the story to its end, and every check holds', async () => {
    const { exitCode, text } = await printed(['--lang', 'en']);
    expect({ exitCode, bad: text.includes('✗'), coloured: text.includes(ESCAPE) }).toEqual({
      ...{ exitCode: 0, bad: false, coloured: false },
    });
    for (const expected of [
      'Acme: 13 people, 12 take a seat',
      '15 Design: 5 → 10 seats',
      '10 Design: Dora hands over to Eliott',
      '15 Acme: the plan ends',
      'FA-2027-000003 │ 31 Mar 2027',
      '€33.73',
      '-€67.45',
      'All    │       18 │ €8,280.83 │  -€67.45 │ €8,213.38',
    ])
      expect(text).toContain(expected);
  });

  it('speaks French, and shows on a terminal how far it is', async () => {
    const { exitCode, text } = await printed(['--lang', 'fr'], { isTTY: true });
    expect(exitCode).toBe(0);
    expect(text).toMatch(/L’histoire se déroule █+[▏▎▍▌▋▊▉]?░* sept\. 2026/);
    expect(text).toContain('Toutes les vérifications passent.');
    expect(text).toContain(`${ESCAPE}[32m✓`);
  });

  it('says how it is used when it is asked for something else', async () => {
    expect(await printed(['--quick'])).toEqual({
      exitCode: 2,
      text: '"--quick" is no option of the demo: use npm run demo -- [--lang fr|en]\n',
    });
  });
});
