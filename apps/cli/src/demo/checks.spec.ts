import type { Invoice, Mail, Money } from '../client/index.js';
import { checksOf, type CheckName } from './checks.js';
import type { Told } from './told.js';

const eur = (minor: number): Money => ({ amount: (minor / 100).toFixed(2), minor, currency: 'EUR' });

const invoice = (number: string, spaceId: string, issuedOn: string, amounts: readonly number[]): Invoice => {
  const net = eur(amounts.reduce((sum, amount) => sum + amount, 0));
  return {
    ...{ number, spaceId, issuedOn, dueOn: issuedOn, net, total: net, kind: 'invoice', currency: 'EUR' },
    ...{ amountDue: eur(0), status: 'paid', taxes: [], payments: [], buyer: null, reason: 'renewal' },
    ...{ corrects: [], reductions: [], refunds: [] },
    subscriptionId: `sub-${spaceId}`,
    lines: amounts.map((amount) => ({
      ...{ plan: 'premium', cycle: 'monthly', seats: 5, description: '', kind: amount < 0 ? 'credit' : 'charge' },
      ...{ amount: eur(amount), unitPrice: eur(amount), period: { start: issuedOn, end: issuedOn } },
    })),
  };
};

const mail = (invoiceNumber: string, to: string): Mail => ({
  ...{ id: `invoice-${invoiceNumber}`, to, invoiceNumber, kind: 'invoice', language: 'en' },
  ...{ subject: '', text: '', html: '', sentAt: '2026-01-15T08:00:00.000Z' },
});

const notice = (kind: string, to: string): Mail => ({
  ...mail('', to),
  id: `${kind}-${to}`,
  kind,
  invoiceNumber: null,
});

/** What the API tells when all is well, with the months of the team in one invoice. */
const ACME = invoice('FA-2026-000001', 'acme', '2026-01-15', [15 * 304_90]);
const DESIGN = invoice('FA-2026-000002', 'design', '2026-01-31', [3_707_33, -67_45]);
const NEXT_YEAR = invoice('FA-2027-000001', 'design', '2027-01-31', [0]);
const INVOICE_MAILS = [
  mail('FA-2026-000001', 'ada@acme.example'),
  mail('FA-2026-000002', 'dora@globex.example'),
  mail('FA-2027-000001', 'eliott@globex.example'),
];
const NOTICES = [
  notice('ownerChanged', 'eliott@globex.example'),
  notice('ownerChanged', 'dora@globex.example'),
  notice('cancelled', 'eliott@globex.example'),
  notice('cancelled', 'ada@acme.example'),
];

const prices = (minor: number) => ({ monthly: eur(minor), annual: eur(10 * minor) });

const told = (different: Partial<Told> = {}): Told => ({
  ...{ months: [], histories: { acme: [], design: [] }, members: { acme: [], design: [] }, timeZone: 'UTC' },
  invoices: [ACME, DESIGN, NEXT_YEAR],
  mails: [...INVOICE_MAILS, ...NOTICES],
  plans: {
    ...{ version: '2026-01', currency: 'EUR', tiers: [5, 10, 15] },
    plans: [
      { id: 'premium', names: { en: 'Premium', fr: 'Premium' }, pricePerSeat: prices(13_49) },
      { id: 'business', names: { en: 'Business', fr: 'Business' }, pricePerSeat: prices(30_49) },
    ],
  },
  ...different,
});

const failed = (different: Partial<Told>): CheckName[] =>
  checksOf(told(different)).flatMap(({ name, problems }) => (problems.length > 0 ? [name] : []));

describe('the checks of the demo', () => {
  it('hold when all is well', () => {
    expect(failed({})).toEqual([]);
  });

  it('find a gap in a series', () => {
    const late = invoice('FA-2026-000003', 'design', '2026-01-31', [3_707_33, -67_45]);
    const mails = [INVOICE_MAILS[0]!, mail('FA-2026-000003', 'dora@globex.example'), INVOICE_MAILS[2]!, ...NOTICES];
    expect(failed({ invoices: [ACME, late, NEXT_YEAR], mails })).toEqual(['numbersAreGapless']);
  });

  it.each([
    ['an invoice that was not mailed', INVOICE_MAILS.slice(1)],
    ['an invoice that was mailed twice', [...INVOICE_MAILS, INVOICE_MAILS[0]!]],
    ['a mail to the former owner', [...INVOICE_MAILS.slice(0, 2), mail('FA-2027-000001', 'dora@globex.example')]],
  ])('find %s', (_, mails) => {
    expect(failed({ mails: [...mails, ...NOTICES] })).toEqual(['oneMailPerInvoice']);
  });

  it.each([
    ['a notice that is missing', NOTICES.slice(1)],
    ['a notice that went out twice', [...NOTICES, NOTICES[0]!]],
    ['a notice of what did not happen', [...NOTICES, notice('lapsed', 'ada@acme.example')]],
  ])('find %s', (_, notices) => {
    expect(failed({ mails: [...INVOICE_MAILS, ...notices] })).toEqual(['oneNoticePerFact']);
  });

  it('find lines that do not add up', () => {
    const wrong = { ...NEXT_YEAR, lines: [{ ...NEXT_YEAR.lines[0]!, amount: eur(1) }] };
    expect(failed({ invoices: [ACME, DESIGN, wrong] })).toEqual(['linesAddUp']);
  });

  it('find a tax that is not in the total', () => {
    const wrong = { ...NEXT_YEAR, taxes: [{ amount: eur(1) }] };
    expect(failed({ invoices: [ACME, DESIGN, wrong] })).toEqual(['linesAddUp']);
  });

  it('find an invoice that is not paid', () => {
    expect(failed({ invoices: [ACME, DESIGN, { ...NEXT_YEAR, status: 'open' }] })).toEqual(['allArePaid']);
  });

  it.each([1, -1])('find a sum that is %i cent off', (cent) => {
    const off = invoice('FA-2027-000001', 'design', '2027-01-31', [cent]);
    expect(failed({ invoices: [ACME, DESIGN, off] })).toEqual(['sumIsPriceIntegral']);
  });
});
