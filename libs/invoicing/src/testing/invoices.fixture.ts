import type { BillLine, InvoiceIssued, InvoiceLine } from '#domain';
import type { IssuedDocument } from '../documents/index.js';
import type { InvoiceDocument } from '../pages/invoice-document.js';
import { describeLine } from '../wording/describe-line.js';

type Language = 'en' | 'fr';

const APRIL = { start: '2026-04-01', end: '2026-05-01' } as const;
const REST_OF_APRIL = { start: '2026-04-16', end: '2026-05-01' } as const;

export const premiumInApril: BillLine = {
  kind: 'charge',
  plan: 'premium',
  cycle: 'monthly',
  seats: 5,
  period: APRIL,
  unitPrice: 13_49,
  amount: 67_45,
};

/** Half of April is left: 5 seats at 19.99 for 15 of 30 days, rounded. */
export const businessFromMidApril: BillLine = {
  ...premiumInApril,
  plan: 'business',
  period: REST_OF_APRIL,
  unitPrice: 19_99,
  amount: 49_98,
};

export const premiumCredit: BillLine = {
  ...premiumInApril,
  kind: 'credit',
  period: REST_OF_APRIL,
  amount: -33_73,
};

const NAMES: Readonly<Record<string, string>> = { premium: 'Premium', business: 'Business' };

export const described = (line: BillLine, language: Language): InvoiceLine => ({
  ...line,
  description: describeLine({ line, planName: NAMES[line.plan] ?? line.plan, language }),
});

export const seller: InvoiceIssued['data']['seller'] = {
  name: 'Quittance',
  legalForm: 'SAS au capital de 10000 euros',
  address: { line1: '12 rue de la Paix', line2: 'Bâtiment B', postalCode: '75002', city: 'Paris', country: 'FR' },
  siren: '732829320',
  vatId: 'FR44732829320',
  email: 'billing@quittance.example',
};

/** A first invoice that was paid before it was issued, without tax. */
export const issuedInvoice = (
  language: Language,
  changes: Partial<InvoiceIssued['data']> = {},
): InvoiceIssued['data'] => ({
  number: 'FA-2026-000123',
  key: 'period:subscription-1:0:0',
  kind: 'invoice',
  issuer: 'quittance',
  reason: 'start',
  issuedOn: '2026-04-01',
  dueOn: '2026-05-01',
  currency: 'EUR',
  subscriptionId: 'subscription-1',
  spaceId: 'space-1',
  rootId: 'space-1',
  language,
  seller,
  buyer: { keyId: 'documents-1', sealed: 'c2VhbGVk' },
  lines: [described(premiumInApril, language)],
  net: 67_45,
  taxes: [],
  total: 67_45,
  paymentId: 'payment-1',
  ...changes,
});

/** 49.98 − 33.73 = 16.25 net, and 20 % of it. */
export const taxedChange = (
  language: Language,
): Pick<InvoiceIssued['data'], 'reason' | 'issuedOn' | 'lines' | 'net' | 'taxes' | 'total'> => ({
  reason: 'change',
  issuedOn: '2026-04-16',
  lines: [described(businessFromMidApril, language), described(premiumCredit, language)],
  net: 16_25,
  taxes: [{ category: 'S', rate: 20_00, base: 16_25, amount: 3_25 }],
  total: 19_50,
});

/** Half of April given back: 5 seats at 13.49 for 15 of 30 days, without tax. */
export const issuedCreditNote = (language: Language, changes: Partial<IssuedDocument> = {}): IssuedDocument => ({
  number: 'AV-2026-000007',
  kind: 'creditNote',
  reason: 'change',
  issuedOn: '2026-04-16',
  currency: 'EUR',
  language,
  seller,
  lines: [described(premiumCredit, language)],
  net: -33_73,
  taxes: [],
  total: -33_73,
  corrects: ['FA-2026-000123'],
  ...changes,
});

/** The same, refunded the day after. */
export const creditNoteDocument = (language: Language, changes: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  ...issuedCreditNote(language),
  dueOn: '2026-05-16',
  buyer: invoiceDocument(language).buyer,
  reason: 'change',
  amountDue: 0,
  status: 'refunded',
  payments: [],
  refunds: [{ amount: 33_73, settledOn: '2026-04-17' }],
  ...changes,
});

export const invoiceDocument = (language: Language, changes: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  ...issuedInvoice(language),
  buyer: {
    name: 'Acme Industries GmbH',
    email: 'accounts@acme.example',
    address: { line1: 'Friedrichstraße 43', line2: '3. Etage', postalCode: '10117', city: 'Berlin', country: 'DE' },
    taxId: 'DE136695976',
    siren: '552100554',
  },
  amountDue: 0,
  status: 'paid',
  payments: [{ amount: 67_45, settledOn: '2026-04-01' }],
  ...changes,
});
