import { fraction, round } from '../kernel/fraction.js';
import { invariant } from '../kernel/invariant.js';
import type { LocalDate } from '../kernel/local-date.js';
import { sum } from '../kernel/money.js';
import type { BilledEvent } from '../subscription/subscription.events.js';
import { totalOf } from '../subscription/funds.js';
import type { CreditNoteIssued, InvoiceIssued, InvoiceKind } from './invoice.events.js';
import type { PeriodPlace } from './period-invoices.js';

/** All invoices of one issuer, kind and year, numbered 1..n without gap (D18). */
export interface InvoiceSeries {
  readonly issuer: string;
  readonly kind: InvoiceKind;
  readonly year: number;
}

/** What the number of an invoice begins with: `FA` for facture, `AV` for avoir. */
const PREFIX: Readonly<Record<InvoiceKind, string>> = { invoice: 'FA', creditNote: 'AV' };

const SEQUENCE_DIGITS = 6;

export const seriesStream = ({ issuer, kind, year }: InvoiceSeries): string =>
  `invoiceSeries-${issuer}-${kind}-${year}`;

/** `FA-2026-000123`. The sequence is the revision of the event in its series, plus one. */
export const invoiceNumber = ({ kind, year }: InvoiceSeries, sequence: number): string =>
  `${PREFIX[kind]}-${year}-${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;

/** The series and the revision that a number names, for an issuer; null when it is no invoice number. */
export const parseInvoiceNumber = (
  issuer: string,
  text: string,
): { series: InvoiceSeries; revision: number } | null => {
  const match = /^(FA|AV)-(\d{4})-(\d{6,9})$/.exec(text);
  if (match === null) return null;
  const kind: InvoiceKind = match[1] === 'FA' ? 'invoice' : 'creditNote';
  const series = { issuer, kind, year: Number(match[2]) };
  const sequence = Number(match[3]);
  // One invoice has one number: `FA-2026-0000123` is no other way to write `FA-2026-000123`.
  return sequence > 0 && invoiceNumber(series, sequence) === text ? { series, revision: sequence - 1 } : null;
};

/** The uniqueness key of the document that a fact makes due: one for a period, one for a change. */
export const documentKey = (fact: BilledEvent, eventId: string): string => {
  const { subscriptionId, term, k } = fact.data;
  const isRenewal = fact.type === 'SubscriptionRenewed' || fact.type === 'TrialConverted';
  const isPeriod = isRenewal || (fact.type === 'PlanUpgraded' && fact.data.from === null);
  return isPeriod ? `period:${subscriptionId}:${term.index}:${k}` : `change:${eventId}`;
};

/** The period that the key of a document names; null for the document of a change. */
export const periodOfKey = (key: string): PeriodPlace | null => {
  const match = /^period:.*:(\d+):(\d+)$/.exec(key);
  return match === null ? null : { term: Number(match[1]), k: Number(match[2]) };
};

/** The uniqueness key of the credit note that a fact leads to. */
export const creditNoteKey = (eventId: string): string => `credit:${eventId}`;

/** Issue dates of a series never go back (D18), not even when the clock of the machine did. */
export const issueDay = (today: LocalDate, lastIssuedOn: LocalDate | null): LocalDate =>
  lastIssuedOn !== null && lastIssuedOn > today ? lastIssuedOn : today;

const BASIS_POINTS = 10_000;

/** M10: the tax of each rate is computed on the sum of its lines and rounded once. */
const checkTaxes = ({ net, taxes }: Pick<InvoiceIssued['data'], 'net' | 'taxes'>): void => {
  for (const { base, rate, amount } of taxes) {
    const exact = round(fraction(BigInt(base) * BigInt(rate), BASIS_POINTS));
    invariant(amount === exact, `the tax of ${rate} basis points is ${exact}, rounded once, and not ${amount}`);
  }
  const bases = sum(taxes.map(({ base }) => base));
  invariant(taxes.length === 0 || bases === net, 'the bases of the taxes add up to the net');
};

/** A last look before a number is given: an invoice that does not add up is never issued (section 10, 2). */
export const checkInvoice = ({ lines, net, taxes, total }: InvoiceIssued['data']): void => {
  invariant(lines.length > 0, 'an invoice has a line');
  invariant(lines.reduce((sum, { amount }) => sum + amount, 0) === net, 'the lines of an invoice add up to its net');
  invariant(
    taxes.reduce((sum, { amount }) => sum + amount, net) === total,
    'net and taxes of an invoice add up to its total',
  );
  invariant(total >= 0, 'an invoice is never negative');
  checkTaxes({ net, taxes });
};

/** A credit note that does not add up, or gives back something else than it says, is never issued. */
export const checkCreditNote = (creditNote: CreditNoteIssued['data']): void => {
  const { lines, net, taxes, total, reducesOpen, reductions, refunds, corrects } = creditNote;
  invariant(lines.length > 0, 'a credit note has a line');
  invariant(lines.reduce((sum, { amount }) => sum + amount, 0) === net, 'the lines of a credit note add up to its net');
  invariant(
    taxes.reduce((sum, { amount }) => sum + amount, net) === total,
    'net and taxes of a credit note add up to its total',
  );
  invariant(total < 0, 'a credit note gives something back');
  checkTaxes(creditNote);
  invariant(
    reducesOpen >= 0 && reducesOpen + totalOf(refunds) === -total,
    'what a credit note reduces and refunds adds up to its total',
  );
  invariant(
    sum(reductions.map(({ amount }) => amount)) === reducesOpen,
    'what a credit note takes off each invoice adds up to what it reduces',
  );
  invariant(
    reductions.every(({ number, amount }) => amount > 0 && corrects.includes(number)),
    'a credit note reduces the invoices that it refers to, and no other',
  );
};
