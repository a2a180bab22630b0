import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { problemsOf, WrittenFile } from '../testing/index.js';
import { readFiles, type OperatorFiles } from './files.js';

const SHIPPED = resolve(__dirname, '../../../../config');
const shipped = (name: string): string => readFileSync(resolve(SHIPPED, `${name}.yaml`), 'utf8');

const expectTaken = ({ catalogFile, issuer }: OperatorFiles): void => {
  expect(catalogFile.versions.length).toBeGreaterThan(0);
  expect(issuer.seller.name).not.toBe('');
};

describe('The files of the operator', () => {
  const [catalog, issuer] = [new WrittenFile(), new WrittenFile()];
  const read = (): OperatorFiles => readFiles({ catalogFile: catalog.path, issuerFile: issuer.path });

  beforeEach(() => {
    catalog.write(shipped('catalog'));
    issuer.write(shipped('issuer'));
  });
  afterAll(() => [catalog, issuer].forEach((file) => file.remove()));

  it('give the catalog and the issuer', () => {
    expect(read()).toMatchObject({ catalogFile: { versions: [{ version: '2026-01' }] }, issuer: { id: 'main' } });
  });

  it('are refused together, with the problems of both', () => {
    catalog.write('');
    issuer.write('id: Main\n');
    expect(problemsOf(read).map((problem) => problem.split(' ').slice(0, 2).join(' '))).toStrictEqual([
      `${catalog.path}:1: the`,
      ...['timeZone', 'paymentTermDays', 'seller', 'id'].map((name) => `${issuer.path}:1: ${name}`),
    ]);
  });

  it.each(['catalog', 'issuer'])('are refused when only the %s is wrong', (wrong) => {
    const file = wrong === 'catalog' ? catalog : issuer;
    file.write('');
    expect(problemsOf(read).every((problem) => problem.startsWith(file.path))).toBe(true);
    expect(problemsOf(read).length).toBeGreaterThan(0);
  });

  it('whatever is written into them, are read or refused for a reason', () => {
    const scraps = fc.constantFrom(
      '',
      ' ',
      '\n',
      ':',
      '- ',
      '[',
      '{',
      "'",
      '*a',
      '&a ',
      '#',
      '0',
      '-1',
      'null',
      'rank: 1',
      '\t',
      '? ',
    );
    const spoil = fc.record({
      file: fc.constantFrom(catalog, issuer),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      scraps: fc.array(scraps, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(spoil, ({ file, at, cut, scraps: inserted }) => {
        const text = shipped(file === catalog ? 'catalog' : 'issuer');
        const start = Math.floor(at * text.length);
        file.write(text.slice(0, start) + inserted.join('') + text.slice(start + cut));
        // Taken without a problem, the files must give something.
        if (problemsOf(read).length === 0) expectTaken(read());
        file.write(text);
      }),
      { numRuns: 500 },
    );
  });
});
