import { Injectable } from '@nestjs/common';
import { BillingSettings } from '#application';
import type { LocalDate } from '#domain';
import {
  invoicePage,
  invoicesPage,
  type Buyer,
  type InvoiceDocument,
  type Language,
  type ListedInvoice,
} from '#invoicing';
import { dayIn } from '#platform';
import { InvoicesQuery, type InvoiceShape } from '#read-models/invoices';
import { PAGE_SIZE_MAX } from '#read-models/shapes';
import { InvoiceReading } from '../invoices/invoice-reading.js';
import { Problem } from '../problems/index.js';
import { Reading } from '../reading/index.js';

/** Stands where the buyer was before the person was erased. */
const ERASED: Buyer = { name: '—', email: '', address: { line1: '', postalCode: '', city: '', country: '' } };

const languageOf = (language: string): Language => (language === 'fr' ? 'fr' : 'en');

const isSettled = <P extends { readonly status: string }>(
  part: P,
): part is Extract<P, { readonly status: 'settled' }> => part.status === 'settled';

const sumOf = (parts: readonly { readonly amount: { readonly minor: number } }[]): number =>
  parts.reduce((sum, { amount }) => sum + amount.minor, 0);

/** What went back, with the credit note that said so: without it the totals of an invoice would not add up. */
const settlementOf = (
  { kind, reductions, refunds, payments }: InvoiceShape,
  dayOf: (instant: string) => LocalDate,
): Pick<InvoiceDocument, 'payments' | 'refunds' | 'reductions'> => {
  const back = refunds.filter(isSettled);
  const credited = kind === 'invoice' ? back.map(({ creditNote: number, amount }) => ({ number, amount })) : [];
  return {
    payments: payments.filter(isSettled).map(({ amount, receivedOn, settledAt }) => ({
      amount: amount.minor,
      settledOn: receivedOn ?? dayOf(settledAt),
    })),
    refunds: back.map(({ amount, settledAt }) => ({ amount: amount.minor, settledOn: dayOf(settledAt) })),
    reductions: [...reductions, ...credited].map(({ number, amount }) => ({ number, amount: amount.minor })),
  };
};

/** Of a credit note it is what is left to refund. */
const dueOf = ({ kind, amountDue, refunds }: InvoiceShape): number =>
  kind === 'invoice' ? amountDue.minor : sumOf(refunds) - sumOf(refunds.filter(isSettled));

const documentOf = (invoice: InvoiceShape, issuersZone: string): InvoiceDocument => {
  const { number, kind, issuedOn, dueOn, currency, seller, status, reason, corrects } = invoice;
  return {
    ...{ number, kind, issuedOn, currency, seller, status, reason, corrects },
    // A credit note is due on no day, and shows none.
    dueOn: dueOn ?? issuedOn,
    language: languageOf(invoice.language),
    buyer: (invoice.buyer as Buyer | null) ?? ERASED,
    lines: invoice.lines.map((line) => ({ ...line, unitPrice: line.unitPrice.minor, amount: line.amount.minor })),
    net: invoice.net.minor,
    taxes: invoice.taxes.map((tax) => ({ ...tax, base: tax.base.minor, amount: tax.amount.minor })),
    total: invoice.total.minor,
    amountDue: dueOf(invoice),
    ...settlementOf(invoice, (instant) => dayIn(issuersZone, instant) as LocalDate),
  };
};

const listBehind = (token: string): string => `/i/${encodeURIComponent(token)}`;

const documentsBehind =
  (token: string) =>
  (number: string): string =>
    `${listBehind(token)}/${encodeURIComponent(number)}`;

/** The pages behind the link of an invoice's e-mail (R58-R60). */
@Injectable()
export class InvoicePages {
  constructor(
    private readonly invoices: InvoicesQuery,
    private readonly access: InvoiceReading,
    private readonly reading: Reading,
    private readonly settings: BillingSettings,
  ) {}

  async all(token: string, callerId: string): Promise<string> {
    const { subscriptionId, position, space, subscription } = await this.access.byLink(token, callerId);
    await this.reading.since(position);
    const invoices = await this.#all(subscriptionId);
    const language = subscription?.state.account.locale ?? 'en';
    const hrefOf = documentsBehind(token);
    return invoicesPage({ language, spaceName: space.name, invoices: invoices.map((one) => listed(one, hrefOf)) });
  }

  async one(token: string, number: string, callerId: string): Promise<string> {
    const { subscriptionId, position } = await this.access.byLink(token, callerId);
    await this.reading.since(position);
    const invoice = await this.invoices.byNumber(number);
    if (invoice?.subscriptionId !== subscriptionId) throw new Problem('invoice.unknown');
    const document = documentOf(invoice, this.settings.issuer.timeZone);
    return invoicePage(document, { all: listBehind(token), byNumber: documentsBehind(token) });
  }

  async #all(subscriptionId: string): Promise<readonly InvoiceShape[]> {
    const found: InvoiceShape[] = [];
    let cursor: string | null = null;
    do {
      const page = await this.invoices.list(subscriptionId, { limit: PAGE_SIZE_MAX, cursor });
      found.push(...page.invoices);
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }
}

const listed = (
  { number, kind, corrects, issuedOn, total, currency, status }: InvoiceShape,
  hrefOf: (number: string) => string,
): ListedInvoice => ({
  ...{ number, kind, corrects, issuedOn, currency, status },
  total: total.minor,
  href: hrefOf(number),
});
