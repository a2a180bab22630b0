import type { BillLine, BillReason, Currency, InvoiceKind, LocalDate, Period, Seller } from '#domain';
import type { Instant } from '#event-store';
import type { Vault } from '#platform';
import { moneyShape, type MoneyShape } from '../shapes/money.js';
import type { InvoiceDocument, InvoicePayment } from './invoice.document.js';

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

export type InvoicePaymentShape = { readonly paymentId: string; readonly amount: MoneyShape } & (
  | { readonly status: 'settled'; readonly settledAt: Instant }
  | { readonly status: 'failed'; readonly failedAt: Instant }
);

/** An invoice as clients read it, the buyer opened. */
export interface InvoiceShape {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly currency: Currency;
  readonly language: string;
  readonly subscriptionId: string;
  readonly spaceId: string;
  readonly seller: Seller;
  /** The billing details of that moment; null when their key was destroyed. */
  readonly buyer: Readonly<Record<string, unknown>> | null;
  readonly lines: readonly InvoiceLineShape[];
  readonly net: MoneyShape;
  readonly taxes: readonly InvoiceTaxShape[];
  readonly total: MoneyShape;
  readonly amountDue: MoneyShape;
  readonly status: InvoiceDocument['status'];
  readonly reason: BillReason;
  readonly payments: readonly InvoicePaymentShape[];
}

const paymentShape = ({ paymentId, status, amount, at }: InvoicePayment, currency: Currency): InvoicePaymentShape => {
  const payment = { paymentId, amount: moneyShape(amount, currency) };
  return status === 'settled' ? { ...payment, status, settledAt: at } : { ...payment, status, failedAt: at };
};

export const openInvoice = async (vault: Vault, document: InvoiceDocument): Promise<InvoiceShape> => {
  const { number, kind, issuedOn, dueOn, currency, language, subscriptionId, spaceId, seller, reason } =
    document.issued;
  const money = (minor: number): MoneyShape => moneyShape(minor, currency);
  return {
    number,
    kind,
    issuedOn,
    dueOn,
    currency,
    language,
    subscriptionId,
    spaceId,
    seller,
    buyer: await vault.open(document.issued.buyer),
    lines: document.issued.lines.map(
      ({ kind: lineKind, description, plan, cycle, seats, period, unitPrice, amount }) => ({
        kind: lineKind,
        description,
        plan,
        cycle,
        seats,
        period,
        unitPrice: money(unitPrice),
        amount: money(amount),
      }),
    ),
    net: money(document.issued.net),
    taxes: document.issued.taxes.map(({ category, rate, base, amount }) => ({
      category,
      rate,
      base: money(base),
      amount: money(amount),
    })),
    total: money(document.issued.total),
    amountDue: money(document.amountDue),
    status: document.status,
    reason,
    payments: document.payments.map((payment) => paymentShape(payment, currency)),
  };
};
