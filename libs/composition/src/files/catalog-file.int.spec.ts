import { resolve } from 'node:path';
import { withLine, WrittenFile } from '../testing/index.js';
import { readCatalogFile } from './catalog-file.js';

const CATALOG = `supportContact: support@quittance.example
salesContact: sales@quittance.example
versions:
  - version: '2026-01'
    effectiveFrom: 2026-01-01
    tiers: [2, 3, 5]
    trialDays: 30
    plans:
      premium:
        rank: 1
        name: { en: Premium, fr: Prime }
        monthlyPerSeat:
          EUR: '13.49'
          JPY: '1500'
          KWD: '4.125'
      business:
        rank: 2
        name: { en: Business, fr: Affaires }
        monthlyPerSeat: { EUR: '30.49', JPY: '3000', KWD: '9' }
  - version: '2026-05'
    effectiveFrom: 2026-05-01
    tiers: [2, 3]
    trialDays: 0
    plans:
      premium: { rank: 7, name: { en: Premium, fr: Premium }, monthlyPerSeat: { EUR: '14' } }
`;
const PREMIUM = 'versions[0].plans.premium';

describe('The catalog file', () => {
  const file = new WrittenFile();
  afterAll(() => file.remove());

  const problems = (text: string): readonly string[] => file.write(text).problems(readCatalogFile);
  const problemsWith = (line: string, other: string): readonly string[] => problems(withLine(CATALOG, line, other));

  it('gives contacts and versions, prices in minor units', () => {
    expect(readCatalogFile(file.write(CATALOG).path)).toStrictEqual({
      supportContact: 'support@quittance.example',
      salesContact: 'sales@quittance.example',
      versions: [
        {
          version: '2026-01',
          effectiveFrom: '2026-01-01',
          tiers: [2, 3, 5],
          trialDays: 30,
          plans: {
            premium: {
              rank: 1,
              name: { en: 'Premium', fr: 'Prime' },
              monthlyPerSeat: { EUR: 13_49, JPY: 1_500, KWD: 4_125 },
            },
            business: {
              rank: 2,
              name: { en: 'Business', fr: 'Affaires' },
              monthlyPerSeat: { EUR: 30_49, JPY: 3_000, KWD: 9_000 },
            },
          },
        },
        {
          version: '2026-05',
          effectiveFrom: '2026-05-01',
          tiers: [2, 3],
          trialDays: 0,
          plans: {
            premium: { rank: 7, name: { en: 'Premium', fr: 'Premium' }, monthlyPerSeat: { EUR: 14_00 } },
          },
        },
      ],
    });
  });

  it('may repeat a part by an alias', () => {
    const anchored = withLine(CATALOG, '    tiers: [2, 3, 5]', '    tiers: &sizes [2, 3, 5]');
    const repeated = withLine(anchored, '    tiers: [2, 3]', '    tiers: *sizes');
    expect(readCatalogFile(file.write(repeated).path).versions[1]?.tiers).toStrictEqual([2, 3, 5]);
  });

  it('may give an https URL as a contact', () => {
    const text = withLine(CATALOG, 'salesContact: sales@quittance.example', 'salesContact: https://acme.example/sales');
    expect(readCatalogFile(file.write(text).path).salesContact).toBe('https://acme.example/sales');
  });

  it.each([
    ['supportContact: support@quittance.example', 'supportContact: call us', '1: supportContact must be an e-mail address or an https URL'],
    ['supportContact: support@quittance.example', '# none', '1: supportContact is missing: add it'],
    ['salesContact: sales@quittance.example', 'salesContact:', '2: salesContact is missing: add it'],
    ['salesContact: sales@quittance.example', "salesContact: ' '", '2: salesContact must be text that is not empty'],
    ['salesContact: sales@quittance.example', 'salesContact: [a@b.example]', '2: salesContact must be text that is not empty'],
    ["  - version: '2026-01'", '  - version: 2026.01', '4: versions[0].version must be in quotes: "2026.01"'],
    ["  - version: '2026-05'", "  - version: '2026-01'", '20: versions[1].version "2026-01" is the name of another version: a version never changes, so give new prices a new name (D4)'],
    ["    effectiveFrom: 2026-01-01", '    effectiveFrom: 2026-02-29', '5: versions[0].effectiveFrom "2026-02-29" is no day of the calendar: write it like 2026-01-31'],
    ["    effectiveFrom: 2026-01-01", '    effectiveFrom: 1 January', '5: versions[0].effectiveFrom "1 January" is no day of the calendar: write it like 2026-01-31'],
    ["    effectiveFrom: 2026-01-01", '    effectiveFrom: 2026', '5: versions[0].effectiveFrom must be in quotes: "2026"'],
    ['    trialDays: 30', '    trialDays: -1', '7: versions[0].trialDays must be a whole number from 0 to 366, without quotes'],
    ['    trialDays: 30', '    trialDays: 30.5', '7: versions[0].trialDays must be a whole number from 0 to 366, without quotes'],
    ['    trialDays: 30', "    trialDays: '30'", '7: versions[0].trialDays must be a whole number from 0 to 366, without quotes'],
    ['    trialDays: 30', '    trialDays: 1e2', '7: versions[0].trialDays must be a whole number from 0 to 366, without quotes'],
    ['    trialDays: 30', '    trialDays: 367', '7: versions[0].trialDays must be a whole number from 0 to 366, without quotes'],
    ['    trialDays: 30', '    trialdays: 30\n    trialDays: 30', '7: versions[0].trialdays is not known: the keys here are version, effectiveFrom, tiers, trialDays, plans'],
    ['        rank: 2', '        rank: 1', '17: versions[0].plans.business.rank is the rank of premium as well: give each plan its own'],
    ['        rank: 2', '        rank: 0', '17: versions[0].plans.business.rank must be a whole number from 1 to 1000, without quotes'],
    ['        name: { en: Premium, fr: Prime }', '        name: { en: Premium }', `11: ${PREMIUM}.name.fr is missing: add it`],
    ['        name: { en: Premium, fr: Prime }', "        name: { en: '', fr: Prime }", `11: ${PREMIUM}.name.en must be text that is not empty`],
    ['        name: { en: Premium, fr: Prime }', '        name: Premium', `11: ${PREMIUM}.name must be a mapping: "key: value" lines, or {key: value}`],
    ['        name: { en: Premium, fr: Prime }', '        name: { en: Premium, fr: Prime, de: Prämie }', `11: ${PREMIUM}.name.de is not known: the keys here are en, fr`],
    ["          EUR: '13.49'", '          EUR: 13.49', `13: ${PREMIUM}.monthlyPerSeat.EUR must be in quotes: "13.49"`],
    ["          EUR: '13.49'", "          EUR: '13.495'", `13: ${PREMIUM}.monthlyPerSeat.EUR "13.495" has more decimals than EUR has: write at most 2`],
    ["          EUR: '13.49'", "          EUR: '13,49'", `13: ${PREMIUM}.monthlyPerSeat.EUR "13,49" is no price: write digits and a point, like "13.49"`],
    ["          EUR: '13.49'", "          EUR: '-13.49'", `13: ${PREMIUM}.monthlyPerSeat.EUR "-13.49" is no price: write digits and a point, like "13.49"`],
    ["          EUR: '13.49'", "          EUR: '0.00'", `13: ${PREMIUM}.monthlyPerSeat.EUR must be more than zero: leave out what is not sold`],
    ["          EUR: '13.49'", '          EUR:', `13: ${PREMIUM}.monthlyPerSeat.EUR is missing: write the price of a seat for a month, like "13.49"`],
    ["          JPY: '1500'", "          JPY: '1500.0'", `14: ${PREMIUM}.monthlyPerSeat.JPY "1500.0" has more decimals than JPY has: write at most 0`],
    ["          KWD: '4.125'", "          KWD: '4.1255'", `15: ${PREMIUM}.monthlyPerSeat.KWD "4.1255" has more decimals than KWD has: write at most 3`],
    ["          EUR: '13.49'", "          EUR: '30.49'", '19: versions[0].plans.business.monthlyPerSeat.EUR must be more than premium costs, which ranks lower: a plan up would owe money back (D13)'],
    ["          JPY: '1500'", "          JPY: '3001'", '19: versions[0].plans.business.monthlyPerSeat.JPY must be more than premium costs, which ranks lower: a plan up would owe money back (D13)'],
    ["          KWD: '4.125'", '# sold in two', '9: versions[0].plans.premium has no price in KWD: price every plan in the same currencies'],
  ])('refuses, where %j becomes %j, line and words', (line, other, problem) => {
    expect(problemsWith(line, other)).toStrictEqual([problem]);
  }); // prettier-ignore

  it.each([
    ['[2, 2, 5]', 'versions[0].tiers[1] is 2 after 2: write each tier once, the smallest first'],
    ['[2, 5, 3]', 'versions[0].tiers[2] is 3 after 5: write each tier once, the smallest first'],
    ['[1, 2]', 'versions[0].tiers[0] must be a whole number from 2 to 1000000, without quotes'],
    ['[2, 2.5]', 'versions[0].tiers[1] must be a whole number from 2 to 1000000, without quotes'],
    ["[2, '3']", 'versions[0].tiers[1] must be a whole number from 2 to 1000000, without quotes'],
    ['[2, 1000001]', 'versions[0].tiers[1] must be a whole number from 2 to 1000000, without quotes'],
    ['[2, null]', 'versions[0].tiers[1] is empty: take it out'],
    ['[5]', 'versions[0].tiers must be several: a plan is sold in more than one size (R15)'],
    ['[]', 'versions[0].tiers must be several: a plan is sold in more than one size (R15)'],
    ['5', 'versions[0].tiers must be a list, like [a, b]'],
  ])('R13, R15 refuses the tiers %s', (tiers, problem) => {
    expect(problemsWith('    tiers: [2, 3, 5]', `    tiers: ${tiers}`)[0]).toContain(problem);
  });

  it('points at the line of each tier', () => {
    expect(problemsWith('    tiers: [2, 3, 5]', '    tiers:\n      - 2\n      - 1')).toStrictEqual([
      '8: versions[0].tiers[1] must be a whole number from 2 to 1000000, without quotes',
    ]);
  });

  it('R11 sells no plan that is named as the free one', () => {
    const [problem] = problemsWith('      premium:', '      basic:');
    expect(problem).toBe('9: versions[0].plans.basic is the free plan, which is not sold: take it out (R11)');
  });

  it.each(['Premium', 'premium plan', '__proto__', '1'])('refuses the plan id %j', (id) => {
    expect(problemsWith('      premium:', `      ${id}:`)[0]).toBe(
      `9: versions[0].plans.${id} is no plan id: use lower case letters, digits and -`,
    );
  });

  it.each(['XTS', 'eur', 'constructor', '__proto__'])('knows no currency %j', (currency) => {
    expect(problemsWith("          EUR: '13.49'", `          ${currency}: '13.49'`)).toContain(
      `13: ${PREMIUM}.monthlyPerSeat.${currency} is no currency that Quittance knows: write the ISO 4217 code in capitals, like EUR`,
    );
  });

  it('R17 refuses a price whose year for the largest tier is no exact number', () => {
    // 10 months x 5 seats x 180143985094819.84 EUR is the greatest number that is exact, within its digits.
    const dear = (price: string) => withLine(CATALOG, "          EUR: '13.49'", `          EUR: '${price}'`);
    const alone = (price: string) =>
      dear(price).replace("{ EUR: '30.49'", "{ EUR: '999999999999.99'").replace('[2, 3, 5]', '[2, 900000]');
    expect(problems(alone('10007999.17'))).toStrictEqual([
      '19: versions[0].plans.business.monthlyPerSeat.EUR is too much for a year of the largest tier to be counted exactly: lower it',
    ]);
    expect(problems(alone('10007999.18'))).toHaveLength(2);
  });

  it('finds every problem at once, in the order of the lines', () => {
    const broken = CATALOG.replace('support@quittance.example', 'nobody')
      .replace('[2, 3, 5]', '[5, 3]')
      .replace("'13.49'", '13.49')
      .replace("'1500'", "'0'")
      .replace('fr: Affaires', 'nl: Zaken')
      .replace('2026-05-01', '2026-13-01');
    expect(problems(broken).map((problem) => problem.split(' ').slice(0, 2).join(' '))).toStrictEqual([
      '1: supportContact',
      '6: versions[0].tiers[1]',
      `13: ${PREMIUM}.monthlyPerSeat.EUR`,
      `14: ${PREMIUM}.monthlyPerSeat.JPY`,
      '18: versions[0].plans.business.name.nl',
      '18: versions[0].plans.business.name.fr',
      '21: versions[1].effectiveFrom',
    ]);
  });

  it('orders the problems by line, whatever the order in which they are found', () => {
    const [contact, ...rest] = CATALOG.replace('support@quittance.example', 'nobody')
      .replace('[2, 3, 5]', '[5]')
      .split('\n');
    expect(problems([...rest, contact].join('\n')).map((problem) => problem.split(' ')[1])).toStrictEqual([
      'versions[0].tiers',
      'supportContact',
    ]);
  });

  it.each([
    ['without versions', 'versions: []', '3: versions must hold at least one version'],
    ['with one version for a list', 'versions: { version: a }', '3: versions must be a list, like [a, b]'],
    ['without a word', 'versions:', '3: versions is missing: add it'],
    ['with a version that is no mapping', 'versions: [a]', '3: versions[0] must be a mapping: "key: value" lines, or {key: value}'],
  ])('refuses a catalog %s', (_, versions, problem) => {
    expect(problems(`${CATALOG.split('\n').slice(0, 2).join('\n')}\n${versions}\n`)).toContain(problem);
  }); // prettier-ignore

  it('refuses a version without plans and a plan without prices', () => {
    const head = CATALOG.split('\n').slice(0, 7).join('\n');
    expect(problems(`${head}\n    plans: {}\n`)).toStrictEqual(['8: versions[0].plans must hold at least one plan']);
    const plan = '{ rank: 1, name: { en: P, fr: P }, monthlyPerSeat: {} }';
    expect(problems(`${head}\n    plans: { premium: ${plan} }\n`)).toStrictEqual([
      `8: ${PREMIUM}.monthlyPerSeat must hold at least one price`,
    ]);
  });

  it.each([
    ['is empty', '', '1: the file is empty'],
    ['holds only a comment', '# nothing\n', '1: the file is empty'],
    ['is a list', '- a\n', '1: the file must be a mapping'],
    ['is no YAML', 'a: [1, 2\nb: 3\n', '2: is no correct YAML here: '],
    ['is two documents', `${CATALOG}---\na: 1\n`, '26: begins a second document: take the line --- out'],
  ])('refuses a file that %s', (_, text, problem) => {
    expect(problems(text)[0]).toContain(problem);
  });

  it('refuses a key that stands twice, and goes on to the other problems', () => {
    expect(problemsWith('    trialDays: 30', '    trialDays: 30\n    trialDays: -1')).toStrictEqual([
      '8: is no correct YAML here: Map keys must be unique',
      '8: versions[0].trialDays must be a whole number from 0 to 366, without quotes',
    ]);
  });

  it('refuses an alias of nothing', () => {
    expect(problemsWith('    tiers: [2, 3]', '    tiers: *sizes')).toContain(
      '22: versions[1].tiers repeats &sizes, which no line above defines',
    );
  });

  it('says which setting names a file that cannot be read', () => {
    const missing = '/nowhere/catalog.yaml';
    expect(() => readCatalogFile(missing)).toThrow(
      `${missing}: cannot be read (ENOENT): set QUITTANCE_CATALOG to a YAML file that this user may read`,
    );
  });
});

describe('The shipped catalog', () => {
  const { versions } = readCatalogFile(resolve(__dirname, '../../../../config/catalog.yaml'));

  it('D3 sells its tiers, with a trial of 30 days (D11), whatever day a test clock shows', () => {
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({
      version: '2026-01',
      effectiveFrom: '2000-01-01',
      tiers: [2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 250, 300, 400, 500],
      trialDays: 30,
    });
  });

  it('R11 sells Premium, Business and Enterprise, in this order', () => {
    expect(versions[0]?.plans).toMatchObject({
      premium: { rank: 1, monthlyPerSeat: { EUR: 13_49, USD: 14_99, GBP: 11_99 } },
      business: { rank: 2, monthlyPerSeat: { EUR: 30_49, USD: 32_99, GBP: 26_99 } },
      enterprise: { rank: 3, monthlyPerSeat: { EUR: 44_99, USD: 49_99, GBP: 39_99 } },
    });
    expect(Object.keys(versions[0]?.plans ?? {})).toHaveLength(3);
  });
});
