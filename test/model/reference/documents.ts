import { type Entry, type Line } from '../books.js';
import { smaller } from './amounts.js';
import { textOf } from './calendar.js';
import {
  type CreditNote,
  type CreditNoteReason,
  type DayFact,
  type Invoice,
  type InvoiceReason,
  type State,
  type Subscription,
} from './state.js';

const DUE_DAYS_MANUAL = 30;

const nextNumber = (state: State, series: string): number => {
  const number = (state.numbers.get(series) ?? 0) + 1;
  state.numbers.set(series, number);
  return number;
};

const sumOf = (lines: readonly Line[]): bigint => lines.reduce((sum, line) => sum + line.amount, 0n);

/** A line over days `[from, to)` of what `fact` says. */
export const lineOf = (
  subscription: Subscription,
  fact: DayFact,
  line: Pick<Line, 'kind' | 'amount'> & { from: number; to: number; seats?: number },
): Line => ({
  kind: line.kind,
  subscription: subscription.id,
  plan: fact.plan,
  cycle: fact.cycle,
  seats: line.seats ?? fact.seats,
  from: textOf(line.from),
  to: textOf(line.to),
  amount: line.amount,
  vatRate: '0',
});

export const issueInvoice = (
  state: State,
  subscription: Subscription,
  { reason, lines }: { reason: InvoiceReason; lines: readonly Line[] },
): Invoice => {
  const issuedOn = textOf(state.today);
  const number = nextNumber(state, `invoice ${issuedOn.slice(0, 4)}`);
  const net = sumOf(lines);
  const invoice: Invoice = {
    id: `invoice ${issuedOn.slice(0, 4)}-${number}`,
    number,
    subscription: subscription.id,
    reason,
    currency: subscription.currency,
    issuedOn,
    dueOn: subscription.manual ? textOf(state.today + DUE_DAYS_MANUAL) : issuedOn,
    lines,
    net,
    open: net,
  };
  state.documents.push(invoice);
  state.billed.invoices.push(invoice);
  return invoice;
};

const enter = (state: State, entry: Pick<Entry, 'kind' | 'invoice' | 'creditNote' | 'amount'>): void => {
  if (entry.amount > 0n) state.entries.push({ day: textOf(state.today), ...entry });
};

export const payInvoice = (state: State, invoice: Invoice): void => {
  enter(state, { kind: 'payment', invoice: invoice.id, creditNote: null, amount: invoice.open });
  invoice.open = 0n;
};

export const writeOff = (state: State, invoice: Invoice): void => {
  enter(state, { kind: 'writeOff', invoice: invoice.id, creditNote: null, amount: invoice.open });
  invoice.open = 0n;
};

/** Credits lines (negative amounts): an unpaid invoice is reduced before anything is refunded. Nothing for nothing. */
export const issueCreditNote = (
  state: State,
  subscription: Subscription,
  { reason, lines, unpaid }: { reason: CreditNoteReason; lines: readonly Line[]; unpaid: Invoice | null },
): void => {
  const amount = -sumOf(lines);
  if (amount === 0n) return;
  const issuedOn = textOf(state.today);
  const number = nextNumber(state, `creditNote ${issuedOn.slice(0, 4)}`);
  const id = `creditNote ${issuedOn.slice(0, 4)}-${number}`;
  const reducedOpen = unpaid === null ? 0n : smaller(amount, unpaid.open);
  const refunded = amount - reducedOpen;
  const note: CreditNote = {
    id,
    number,
    subscription: subscription.id,
    reason,
    currency: subscription.currency,
    issuedOn,
    lines,
    amount,
    refunded,
    reducedOpen,
  };
  state.documents.push(note);
  state.billed.creditNotes.push(note);
  if (unpaid !== null) {
    enter(state, { kind: 'reduction', invoice: unpaid.id, creditNote: id, amount: reducedOpen });
    unpaid.open -= reducedOpen;
  }
  enter(state, { kind: 'refund', invoice: null, creditNote: id, amount: refunded });
};
