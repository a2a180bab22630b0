import type { BillingDetails } from '#application';
import type { Locale } from '#domain';
import { defined } from '../http/index.js';
import { LOCALES } from '../spaces/requests.js';
import { Choice, Email, Form, Line, Nested, TimeZone } from '../validation/index.js';

const COUNTRY = {
  pattern: /^[A-Z]{2}$/,
  says: 'must be a country of ISO 3166-1 in two capital letters, like FR',
  example: 'FR',
} as const;
const SIREN = { pattern: /^\d{9}$/, says: 'must have nine digits', example: '732829320' } as const;
const TAX_ID = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9 .\-/]{1,31}$/,
  says: 'must have 2 to 32 letters, digits, spaces, points, hyphens or slashes',
  example: 'FR44732829320',
} as const;

export const CURRENCY = {
  pattern: /^[A-Za-z]{3}$/,
  says: 'must be a currency of ISO 4217, like EUR',
  example: 'EUR',
} as const;

class AddressRequest {
  @Line(200, { example: '1 rue de la Paix' })
  line1!: string;

  @Line(200, { optional: true })
  line2?: string;

  @Line(20, { example: '75002' })
  postalCode!: string;

  @Line(100, { example: 'Paris' })
  city!: string;

  @Form(COUNTRY)
  country!: string;
}

export class BillingDetailsRequest {
  @Line(200, { example: 'Acme SAS' })
  name!: string;

  @Email()
  email!: string;

  @Nested(() => AddressRequest)
  address!: AddressRequest;

  @Form(TAX_ID, { optional: true })
  taxId?: string;

  @Form(SIREN, { optional: true })
  siren?: string;

  @Choice(LOCALES, { optional: true })
  locale?: Locale;

  @TimeZone({ optional: true })
  timeZone?: string;

  @Form(CURRENCY, { optional: true })
  currency?: string;
}

/** What is printed on invoices; the language, zone and currency of a subscription are no part of it. */
export const printedDetails = ({ name, email, address, taxId, siren }: BillingDetailsRequest): BillingDetails => {
  const { line1, line2, postalCode, city, country } = address;
  return {
    name,
    email,
    address: { line1, ...defined({ line2 }), postalCode, city, country },
    ...defined({ taxId, siren }),
  };
};
