import type { Issuer } from '#application';
import type { Seller } from '#domain';
import { isTimeZone } from '#platform';
import { readYamlFile, type FileToRead } from './yaml-file.js';
import type { YamlValue } from './yaml-value.js';

/** Within what French law allows between companies: 60 days, or 45 from the end of the month (code de commerce, L441-10). */
const PAYMENT_TERM_DAYS_MAX = 45;
const VAT_KEY_MODULUS = 97;

/** Text that a pattern holds for, or null and a problem. */
const matching = (value: YamlValue, holds: (text: string) => boolean, otherwise: string): string | null => {
  const text = value.text();
  return text === null || holds(text) ? text : value.problem(otherwise);
};

/** Luhn: every second digit from the right counts double, the digits of all add up to a multiple of ten. */
const hasLuhnChecksum = (digits: string): boolean => {
  const weighted = Array.from(digits, Number)
    .reverse()
    .map((digit, index) => digit * (index % 2 === 0 ? 1 : 2));
  return weighted.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
};

const readSiren = (value: YamlValue): string | null => {
  const siren = matching(
    value,
    (text) => /^\d{9}$/.test(text),
    'must be the nine digits of the SIREN, without spaces, in quotes',
  );
  if (siren === null || (hasLuhnChecksum(siren) && siren !== '000000000')) return siren;
  return value.problem('has a wrong check digit: compare it with the register of companies');
};

/** The two digits in front of the SIREN in a French VAT number follow from the SIREN. */
const frenchVatId = (siren: string): string =>
  `FR${String((12 + 3 * (Number(siren) % VAT_KEY_MODULUS)) % VAT_KEY_MODULUS).padStart(2, '0')}${siren}`;

const readVatId = (value: YamlValue, siren: string | null): string | null => {
  const vatId = matching(
    value,
    (text) => /^[A-Z]{2}[0-9A-Z+*]{2,13}$/.test(text),
    'must be a VAT number without spaces, like FR32123456789',
  );
  if (vatId === null || siren === null || !vatId.startsWith('FR') || vatId === frenchVatId(siren)) return vatId;
  return value.problem(`does not belong to the SIREN: that is ${frenchVatId(siren)}`);
};

const readAddress = (value: YamlValue): Seller['address'] | null => {
  const fields = value.fields(['line1', 'postalCode', 'city', 'country'], ['line2']);
  const [line1, postalCode, city] = [fields.line1.text(), fields.postalCode.text(), fields.city.text()];
  const country = matching(
    fields.country,
    (text) => /^[A-Z]{2}$/.test(text),
    'must be the two letters of the country (ISO 3166), like FR',
  );
  const line2 = fields.line2.text();
  if (line1 === null || postalCode === null || city === null || country === null) return null;
  return { line1, line2, postalCode, city, country };
};

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

const readSeller = (value: YamlValue): Seller | null => {
  const fields = value.fields(['name', 'address'], ['legalForm', 'siren', 'vatId', 'email']);
  const [name, legalForm, address] = [fields.name.text(), fields.legalForm.text(), readAddress(fields.address)];
  const siren = readSiren(fields.siren);
  const vatId = readVatId(fields.vatId, siren);
  const email = matching(fields.email, isEmail, 'must be one e-mail address');
  return name === null || address === null ? null : { name, legalForm, address, siren, vatId, email };
};

const readIssuer = (root: YamlValue): Issuer | null => {
  const fields = root.fields(['id', 'timeZone', 'paymentTermDays', 'seller']);
  const id = matching(
    fields.id,
    (text) => /^[a-z0-9-]+$/.test(text),
    'must be lower case letters, digits and - only: it names the invoice series for ever',
  );
  const timeZone = matching(fields.timeZone, isTimeZone, 'must be an IANA time zone, like Europe/Paris');
  const paymentTermDays = fields.paymentTermDays.wholeNumber(0, PAYMENT_TERM_DAYS_MAX);
  const seller = readSeller(fields.seller);
  if (id === null || timeZone === null || paymentTermDays === null || seller === null) return null;
  return { id, timeZone, paymentTermDays, seller };
};

/** The seller. @throws ConfigurationRefused with every problem of the file and its line. */
export const readIssuerFile = (path: string): Issuer => readYamlFile(issuerFile(path), readIssuer);

const issuerFile = (path: string): FileToRead => ({ path, setting: 'QUITTANCE_ISSUER' });
