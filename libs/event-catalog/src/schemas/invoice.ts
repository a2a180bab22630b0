import { z } from 'zod';
import type { Definitions } from './definition.js';
import {
  billReason,
  creditReason,
  currency,
  id,
  invoiceNumber,
  lineFields,
  localDate,
  locale,
  minorUnits,
  negativeAmount,
  paymentId,
  positiveAmount,
  price,
  rootId,
  sealed,
  spaceId,
  subscriptionId,
  text,
} from './parts.js';

const seller = z
  .strictObject({
    name: text.describe('The name of the company.'),
    legalForm: text
      .nullable()
      .describe('The legal form, with the capital where the law asks for it; null when it has none.'),
    address: z
      .strictObject({
        line1: text.describe('The street and number.'),
        line2: text.nullable().describe('A second line; null when there is none.'),
        postalCode: text.describe('The postal code.'),
        city: text.describe('The city.'),
        country: text.describe('The country, by its ISO 3166-1 code of two letters.'),
      })
      .describe('The address of the company.'),
    siren: text.nullable().describe('The French company number; null for a seller elsewhere.'),
    vatId: text.nullable().describe('The VAT identification number; null when the seller has none.'),
    email: text.nullable().describe('Where to write about an invoice; null when none is printed.'),
  })
  .meta({ id: 'seller', description: 'The seller, as printed: public facts of a company, so not in an envelope.' });

const line = z
  .strictObject({ ...lineFields, description: text.describe("The line as printed, in the invoice's language.") })
  .meta({ id: 'invoiceLine', description: 'One amount, what it is for, and how it is printed.' });

const tax = z
  .strictObject({
    category: text.describe('The VAT category by its UNTDID 5305 code, such as `S`.'),
    rate: z.int().nonnegative().meta({ title: 'basis points' }).describe('The rate in basis points: 2000 is 20 %.'),
    base: minorUnits.describe('The sum of the lines at this rate, in minor units.'),
    amount: minorUnits.describe('The tax on the base, in minor units.'),
  })
  .meta({ id: 'invoiceTax', description: 'The VAT at one rate, on the sum of its lines.' });

const invoice = z.strictObject({
  number: invoiceNumber,
  key: id.describe('`period:{subscription}:{term}:{k}` or `change:{eventId}`: no two documents share it.'),
  kind: z.enum(['invoice', 'creditNote']).describe('An invoice or a credit note, each in a series of its own.'),
  issuer: id.describe('Who issues it, which names the series.'),
  reason: billReason,
  issuedOn: localDate.describe("A day in the issuer's time zone; never before the document before it in the series."),
  dueOn: localDate.describe("The day until which it is to be paid, in the issuer's time zone."),
  currency,
  subscriptionId,
  spaceId,
  rootId,
  language: locale.describe('The language of the document.'),
  seller,
  buyer: sealed.describe("The billing details of that moment, under the documents' own key."),
  lines: z.array(line).describe('The amounts that it is made of.'),
  net: price.describe('The sum of the lines in minor units, before tax.'),
  taxes: z.array(tax).describe('The taxes, one for each rate; none for a seller who charges no VAT.'),
  total: price.describe('What is due, in minor units, tax included.'),
  paymentId: paymentId
    .nullable()
    .describe('The payment that had settled it before it was issued; null when it is collected afterwards.'),
});

const refund = z
  .strictObject({
    paymentId: paymentId.describe('The payment whose money goes back.'),
    amount: positiveAmount.describe('What goes back to it, in minor units, tax included.'),
  })
  .meta({ id: 'refund', description: 'What a credit note gives back to one payment.' });

const reduction = z
  .strictObject({
    number: invoiceNumber.describe('The number of the invoice, as printed.'),
    amount: positiveAmount.describe('What is no longer to be paid of it, in minor units, tax included.'),
  })
  .meta({ id: 'reduction', description: 'What a credit note takes off an invoice that is still open.' });

const creditNote = invoice.omit({ reason: true, dueOn: true, paymentId: true }).extend({
  number: invoiceNumber.describe('The number of the credit note, as printed.'),
  key: id.describe('`credit:{eventId}`: no two credit notes share it.'),
  reason: creditReason,
  net: negativeAmount.describe('The sum of the lines in minor units, before tax.'),
  total: negativeAmount.describe('What is given back, in minor units, tax included.'),
  corrects: z
    .array(invoiceNumber)
    .describe('The numbers of the invoices that it corrects, as printed, in the order of their issue.'),
  reducesOpen: price.describe('By what the open ones of them are reduced together, in minor units, tax included.'),
  reductions: z.array(reduction).describe('Which of them is reduced by how much, in the order of their issue.'),
  refunds: z.array(refund).describe('What goes back to which payment.'),
});

export const invoiceEvents = {
  InvoiceIssued: {
    stream: 'invoice',
    summary: 'An invoice was issued: everything printed on it is frozen here, a correction is a credit note.',
    rules: ['R34', 'R57', 'R61', 'D18'],
    versions: { 1: invoice },
  },
  CreditNoteIssued: {
    stream: 'invoice',
    summary: 'A credit note was issued: it corrects invoices, and everything printed on it is frozen here.',
    rules: ['R57', 'R61', 'D2', 'D13', 'D16', 'D18'],
    versions: { 1: creditNote },
  },
} satisfies Definitions;
