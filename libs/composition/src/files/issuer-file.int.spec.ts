import { resolve } from 'node:path';
import { withLine, WrittenFile } from '../testing/index.js';
import { readIssuerFile } from './issuer-file.js';

const ISSUER = `id: main
timeZone: Europe/Paris
paymentTermDays: 30
seller:
  name: Acme Facturation
  legalForm: SARL
  address:
    line1: 1 rue du Port
    line2: Bâtiment B
    postalCode: '01000'
    city: Bourg-en-Bresse
    country: FR
  siren: '732829320'
  vatId: FR44732829320
  email: billing@acme.example
`;

describe('The issuer file', () => {
  const file = new WrittenFile();
  afterAll(() => file.remove());

  const problemsWith = (line: string, other: string): readonly string[] =>
    file.write(withLine(ISSUER, line, other)).problems(readIssuerFile);

  it('gives the seller', () => {
    expect(readIssuerFile(file.write(ISSUER).path)).toStrictEqual({
      id: 'main',
      timeZone: 'Europe/Paris',
      paymentTermDays: 30,
      seller: {
        name: 'Acme Facturation',
        legalForm: 'SARL',
        address: {
          line1: '1 rue du Port',
          line2: 'Bâtiment B',
          postalCode: '01000',
          city: 'Bourg-en-Bresse',
          country: 'FR',
        },
        siren: '732829320',
        vatId: 'FR44732829320',
        email: 'billing@acme.example',
      },
    });
  });

  it('may leave out what not every seller has', () => {
    const text = ISSUER.replace(/ {2}(legalForm|siren|vatId|email): .*\n| {4}line2: .*\n/g, '');
    expect(readIssuerFile(file.write(text).path).seller).toStrictEqual({
      name: 'Acme Facturation',
      legalForm: null,
      address: { line1: '1 rue du Port', line2: null, postalCode: '01000', city: 'Bourg-en-Bresse', country: 'FR' },
      siren: null,
      vatId: null,
      email: null,
    });
  });

  it.each([
    ['id: main', 'id: Main', '1: id must be lower case letters, digits and - only: it names the invoice series for ever'],
    ['id: main', '# none', '1: id is missing: add it'],
    ['timeZone: Europe/Paris', 'timeZone: Paris', '2: timeZone must be an IANA time zone, like Europe/Paris'],
    ['timeZone: Europe/Paris', 'timeZone: +01:00', '2: timeZone must be an IANA time zone, like Europe/Paris'],
    ['paymentTermDays: 30', 'paymentTermDays: 46', '3: paymentTermDays must be a whole number from 0 to 45, without quotes'],
    ['paymentTermDays: 30', 'paymentTermDays: -1', '3: paymentTermDays must be a whole number from 0 to 45, without quotes'],
    ['  name: Acme Facturation', '  nom: Acme\n  name: Acme', '5: seller.nom is not known: the keys here are name, address, legalForm, siren, vatId, email'],
    ['  name: Acme Facturation', '# none', '4: seller.name is missing: add it'],
    ["    postalCode: '01000'", '    postalCode: 01000', '10: seller.address.postalCode must be in quotes: "01000"'],
    ['    city: Bourg-en-Bresse', '# none', '7: seller.address.city is missing: add it'],
    ['    country: FR', '    country: France', '12: seller.address.country must be the two letters of the country (ISO 3166), like FR'],
    ["  siren: '732829320'", '  siren: 732829320', '13: seller.siren must be in quotes: "732829320"'],
    ["  siren: '732829320'", "  siren: '732 829 320'", '13: seller.siren must be the nine digits of the SIREN, without spaces, in quotes'],
    ["  siren: '732829320'", "  siren: '73282932'", '13: seller.siren must be the nine digits of the SIREN, without spaces, in quotes'],
    ["  siren: '732829320'", "  siren: '732829321'", '13: seller.siren has a wrong check digit: compare it with the register of companies'],
    ["  siren: '732829320'", "  siren: '723829320'", '13: seller.siren has a wrong check digit: compare it with the register of companies'],
    ["  siren: '732829320'", "  siren: '000000000'", '13: seller.siren has a wrong check digit: compare it with the register of companies'],
    ['  vatId: FR44732829320', '  vatId: FR45732829320', '14: seller.vatId does not belong to the SIREN: that is FR44732829320'],
    ['  vatId: FR44732829320', '  vatId: FR 44 732829320', '14: seller.vatId must be a VAT number without spaces, like FR32123456789'],
    ['  email: billing@acme.example', '  email: billing', '15: seller.email must be one e-mail address'],
  ])('refuses, where %j becomes %j, line and words', (line, other, problem) => {
    expect(problemsWith(line, other)).toStrictEqual([problem]);
  }); // prettier-ignore

  it('takes the VAT number of another country as it is', () => {
    expect(problemsWith('  vatId: FR44732829320', '  vatId: DE136695976')).toStrictEqual([]);
  });

  it.each(['0', '45'])('takes a term of %s days', (days) => {
    expect(problemsWith('paymentTermDays: 30', `paymentTermDays: ${days}`)).toStrictEqual([]);
  });

  it('says that the seller is missing once, and not each part of it', () => {
    const text = `${ISSUER.split('\n').slice(0, 3).join('\n')}\n`;
    expect(file.write(text).problems(readIssuerFile)).toStrictEqual(['1: seller is missing: add it']);
  });

  it('names its own setting where the file cannot be read', () => {
    expect(() => readIssuerFile('/nowhere.yaml')).toThrow('set QUITTANCE_ISSUER to a YAML file');
  });
});

describe('The shipped issuer', () => {
  it('is a seller that does not exist', () => {
    const issuer = readIssuerFile(resolve(__dirname, '../../../../config/issuer.yaml'));
    expect(issuer).toMatchObject({ id: 'main', timeZone: 'Europe/Paris', seller: { address: { country: 'FR' } } });
    expect(issuer.seller.email).toMatch(/\.example$/);
  });
});
