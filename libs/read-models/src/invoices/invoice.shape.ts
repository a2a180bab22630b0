import type {
  BillLine,
  CreditNoteIssued,
  Currency,
  InvoiceIssued,
  InvoiceKind,
  InvoiceLine,
  InvoiceTax,
  LocalDate,
  Period,
  Seller,
} from '#domain';
import type { Instant } from '#event-store';
import type { Vault } from '#platform';
import { moneyShape, type MoneyShape } from '../shapes/money.js';
import type { InvoiceDocument, InvoicePayment, RefundDocument } from './invoice.document.js';
import { standingOf, type InvoiceRefund, type InvoiceStatus } from './invoice.standing.js';

export interface InvoiceLineShape {
  readonly kind: BillLine['kind'];
  readonly description: string;
  readonly plan: string;
  readonly cycle: BillLine['cycle'];
  readonly seats: number;
  readonly period: Period;
  readonly unitPrice: MoneyShape;
  /** Negative on a credit line. */
  readonly amount: MoneyShape;
}

export interface InvoiceTaxShape {
  readonly category: string;
  /** Basis points: 2000 is 20 %. */
  readonly rate: number;
  readonly base: MoneyShape;
  readonly amount: MoneyShape;
}

export type InvoicePaymentShape = {
  readonly paymentId: string;
  readonly amount: MoneyShape;
  /** Of a bank transfer (D7). */
  readonly receivedOn?: LocalDate;
} & (
  | { readonly status: 'settled'; readonly settledAt: Instant }
  | { readonly status: 'failed'; readonly failedAt: Instant }
);

export interface ReductionShape {
  /** On an invoice the credit note that took something off it, on a credit note the invoice that it took it off. */
  readonly number: string;
  readonly amount: MoneyShape;
}

export type RefundShape = {
  /** The payment whose money goes back. */
  readonly paymentId: string;
  /** The number of the credit note that says so. */
  readonly creditNote: string;
  readonly amount: MoneyShape;
} & ({ readonly status: 'requested' } | { readonly status: 'settled'; readonly settledAt: Instant });

/** An invoice or a credit note as clients read it, the buyer opened. */
export interface InvoiceShape {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issuedOn: LocalDate;
  /** Null on a credit note, which is due on no day. */
  readonly dueOn: LocalDate | null;
  readonly currency: Currency;
  readonly language: string;
  readonly subscriptionId: string;
  readonly spaceId: string;
  readonly seller: Seller;
  /** The billing details of that moment; null when their key was destroyed. */
  readonly buyer: Readonly<Record<string, unknown>> | null;
  readonly lines: readonly InvoiceLineShape[];
  /** Negative on a credit note, like its lines and its total. */
  readonly net: MoneyShape;
  readonly taxes: readonly InvoiceTaxShape[];
  readonly total: MoneyShape;
  /** Still to be paid; nothing on a credit note. */
  readonly amountDue: MoneyShape;
  readonly status: InvoiceStatus;
  readonly reason: InvoiceIssued['data']['reason'] | CreditNoteIssued['data']['reason'];
  readonly payments: readonly InvoicePaymentShape[];
  /** Of a credit note: the invoices that it refers to, in the order of their issue. */
  readonly corrects: readonly string[];
  readonly reductions: readonly ReductionShape[];
  /** What goes back: of an invoice, to its own payments. */
  readonly refunds: readonly RefundShape[];
}

type ToMoney = (minor: number) => MoneyShape;

const paymentShape = (
  { paymentId, status, amount, at, receivedOn }: InvoicePayment,
  money: ToMoney,
): InvoicePaymentShape => {
  const payment = { paymentId, amount: money(amount), ...(receivedOn !== undefined && { receivedOn }) };
  return status === 'settled' ? { ...payment, status, settledAt: at } : { ...payment, status, failedAt: at };
};

const refundShape = (
  { paymentId, creditNoteNumber, amount, settledAt }: InvoiceRefund,
  money: ToMoney,
): RefundShape => {
  const refund = { paymentId, creditNote: creditNoteNumber, amount: money(amount) };
  return settledAt === null ? { ...refund, status: 'requested' } : { ...refund, status: 'settled', settledAt };
};

const lineShape = (line: InvoiceLine, money: ToMoney): InvoiceLineShape => {
  const { kind, description, plan, cycle, seats, period, unitPrice, amount } = line;
  return { kind, description, plan, cycle, seats, period, unitPrice: money(unitPrice), amount: money(amount) };
};

const taxShape = ({ category, rate, base, amount }: InvoiceTax, money: ToMoney): InvoiceTaxShape => ({
  category,
  rate,
  base: money(base),
  amount: money(amount),
});

const ownFields = (issued: InvoiceDocument['issued']): Pick<InvoiceShape, 'dueOn' | 'corrects'> =>
  'corrects' in issued ? { dueOn: null, corrects: issued.corrects } : { dueOn: issued.dueOn, corrects: [] };

/** @param known all refunds of the subscription. */
export const openInvoice = async (
  vault: Vault,
  document: InvoiceDocument,
  known: readonly RefundDocument[],
): Promise<InvoiceShape> => {
  const { issued, payments, reductions } = document;
  const { number, kind, issuedOn, currency, language, subscriptionId, spaceId, seller, reason } = issued;
  const { amountDue, status, refunds } = standingOf(document, known);
  const money: ToMoney = (minor) => moneyShape(minor, currency);
  return {
    ...{ number, kind, issuedOn, currency, language, subscriptionId, spaceId, seller, reason, status },
    ...ownFields(issued),
    buyer: await vault.open(issued.buyer),
    lines: issued.lines.map((line) => lineShape(line, money)),
    net: money(issued.net),
    taxes: issued.taxes.map((tax) => taxShape(tax, money)),
    total: money(issued.total),
    amountDue: money(amountDue),
    payments: payments.map((payment) => paymentShape(payment, money)),
    reductions: reductions.map((reduction) => ({ number: reduction.number, amount: money(reduction.amount) })),
    refunds: refunds.map((refund) => refundShape(refund, money)),
  };
};
